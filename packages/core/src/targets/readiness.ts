import type { FoundTarget } from '../facts/found-target.js'
import type { Pod } from '../kubernetes/pod.js'

/** The state of a readiness gate: whether its Pod is healthy as a target. */
export interface GateCondition {
  readonly type: string
  readonly status: 'True' | 'False' | 'Unknown'
  readonly reason: string
  readonly message: string
}

const prefixes: ReadonlyArray<string> = ['target-health.elbv2.k8s.aws/', 'target-health.alb.ingress.k8s.aws/']

/** The readiness gate of a binding, by its name. */
const gateOf = (binding: string): string => `${prefixes[0]}${binding}`

/** The names of the bindings for which a Pod waits, by its gates: those of today and of the former prefix. */
export const bindingsAwaitedBy = ({ readinessGates }: Pick<Pod, 'readinessGates'>): ReadonlyArray<string> =>
  readinessGates.flatMap((gate) => {
    const prefix = prefixes.find((each) => gate.startsWith(each))
    return prefix === undefined ? [] : [gate.slice(prefix.length)]
  })

/** Whether a Pod waits for a binding. */
export const isGated = ({ readinessGates }: Pod, binding: string): boolean => readinessGates.includes(gateOf(binding))

/** What the gate shows of a target that AWS has told of. */
export const gateOfTarget = (binding: string, target: FoundTarget): GateCondition => ({
  type: gateOf(binding),
  status: target.state === 'healthy' ? 'True' : 'False',
  reason: target.reason ?? '',
  message: target.description ?? ''
})

/** What it shows of a target that has just been registered. */
export const gateOfRegistered = (binding: string): GateCondition => ({
  type: gateOf(binding),
  status: 'False',
  reason: 'Elb.RegistrationInProgress',
  message: 'Target registration is in progress'
})

/** What it shows once nobody will ever register the Pod: it must not wait for that. */
export const gateOfNobody = (binding: string): GateCondition => ({
  type: gateOf(binding),
  status: 'True',
  reason: '',
  message: 'The target group binding has no backend any more, or is deleted'
})

/** Whether a Pod shows that already. */
export const shows = ({ conditions }: Pod, gate: GateCondition): boolean =>
  conditions.some(
    ({ type, status, reason, message }) =>
      type === gate.type && status === gate.status && reason === gate.reason && message === gate.message
  )

/** Whether a Pod has a condition of the binding that is anything but true. */
export const isHeldBack = ({ conditions }: Pod, binding: string): boolean =>
  conditions.some(({ type, status }) => type === gateOf(binding) && status !== 'True')

/** Whether a Pod has been told by the binding that it is healthy. */
export const isOpen = ({ conditions }: Pod, binding: string): boolean =>
  conditions.some(({ type, status }) => type === gateOf(binding) && status === 'True')
