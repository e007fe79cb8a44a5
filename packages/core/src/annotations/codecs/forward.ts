import { O, pipe, t } from '../../prelude.js'
import { optional, orEmpty, refuseEmpty, type Seen, shape, unjudged } from './json-shape.js'
import { arrayOf, boolean, integer, type JsonType, text, textOrInteger } from './json-types.js'
import { wholeNumberIn } from './text.js'

const Weight = t.partial({ weight: t.number })

const TargetGroupTuple = t.readonly(
  t.union([
    t.intersection([t.type({ targetGroupARN: t.string }), Weight]),
    t.intersection([t.type({ targetGroupName: t.string }), Weight]),
    t.intersection([t.type({ serviceName: t.string, servicePort: t.union([t.number, t.string]) }), Weight])
  ])
)
/** One receiver of a forward: an existing target group by ARN or by name, or a port of a Service in the namespace of the Ingress. */
export type TargetGroupTuple = t.TypeOf<typeof TargetGroupTuple>

export const ForwardAction = t.readonly(
  t.intersection([
    t.type({ type: t.literal('forward'), targetGroups: t.readonlyArray(TargetGroupTuple) }),
    t.partial({ stickiness: t.readonly(t.partial({ enabled: t.boolean, durationSeconds: t.number })) })
  ])
)
/** Requests go to one of several receivers, by weight. */
export type ForwardAction = t.TypeOf<typeof ForwardAction>

const existing = { targetGroupARN: optional(text), targetGroupName: optional(text) } as const
type ExistingName = keyof typeof existing
type Existing = { readonly [K in ExistingName]?: string }

const receiver = shape(
  {
    ...existing,
    serviceName: optional(text),
    servicePort: optional(textOrInteger),
    weight: optional(integer)
  },
  // The whole configuration is ignored if the action is no forward.
  unjudged
)
type Receiver = typeof receiver extends JsonType<infer R> ? R : never

const forwardConfig = shape(
  {
    targetGroups: orEmpty(arrayOf(receiver)),
    targetGroupStickinessConfig: optional(
      shape({ enabled: optional(boolean), durationSeconds: optional(integer) }, (value) => value)
    )
  },
  (value) => value
)
type ForwardConfig = typeof forwardConfig extends JsonType<infer R> ? R : never

/** The members of an action that say where it forwards to. */
export const forwardMembers = { ...existing, forwardConfig: optional(forwardConfig) } as const

type ForwardMembers = Existing & { readonly forwardConfig?: ForwardConfig }

/** An existing target group. If both ARN and name are given, the ARN counts. */
const existingTargetGroup = (value: Existing, seen: Seen<ExistingName>): TargetGroupTuple | undefined => {
  refuseEmpty(value, seen, 'targetGroupARN', 'targetGroupName')
  if (value.targetGroupARN !== undefined) return { targetGroupARN: value.targetGroupARN }
  return value.targetGroupName === undefined ? undefined : { targetGroupName: value.targetGroupName }
}

// Digits are a number, whether in quotation marks or not; all other text names a port.
const portOf = (port: string | number): string | number =>
  typeof port === 'number'
    ? port
    : pipe(
        wholeNumberIn(port),
        O.getOrElse<string | number>(() => port)
      )

const servicePort = ({ value, seen }: Receiver): TargetGroupTuple | undefined => {
  refuseEmpty(value, seen, 'serviceName')
  if (!seen.given('servicePort')) seen.refuse('servicePort', 'is missing: it must be the number or the name of a port')
  if (value.serviceName === undefined || value.servicePort === undefined) return undefined
  return { serviceName: value.serviceName, servicePort: portOf(value.servicePort) }
}

const targetGroupOf = (receiver: Receiver): TargetGroupTuple | undefined => {
  const { value, seen } = receiver
  const isExisting = seen.given('targetGroupARN') || seen.given('targetGroupName')
  if (seen.given('serviceName') && isExisting)
    return seen.refuse('', 'must have either serviceName or one of targetGroupARN and targetGroupName, not both')
  if (seen.given('serviceName')) return servicePort(receiver)
  if (isExisting) return existingTargetGroup(value, seen)
  return seen.refuse('', 'must have serviceName and servicePort, targetGroupARN or targetGroupName')
}

const weighted = (receiver: Receiver, needsWeight: boolean): ReadonlyArray<TargetGroupTuple> => {
  const { value, seen } = receiver
  if (needsWeight && !seen.given('weight'))
    seen.refuse('weight', 'is missing: each of several target groups needs a whole number')
  const targetGroup = targetGroupOf(receiver)
  if (targetGroup === undefined) return []
  return [value.weight === undefined ? targetGroup : { ...targetGroup, weight: value.weight }]
}

const longForm = (config: ForwardConfig): ForwardAction => {
  const { targetGroups, targetGroupStickinessConfig: stickiness } = config
  const tuples = targetGroups.flatMap((receiver) => weighted(receiver, targetGroups.length > 1))
  return { type: 'forward', targetGroups: tuples, ...(stickiness && { stickiness }) }
}

/** The forward of an action: `forwardConfig`, or the short form with one existing target group; both together say two things. */
export const forwardOf = (
  value: ForwardMembers,
  seen: Seen<keyof typeof forwardMembers>
): ForwardAction | undefined => {
  const isShort = seen.given('targetGroupARN') || seen.given('targetGroupName')
  const isLong = seen.given('forwardConfig')
  if (isShort && isLong) return seen.refuse('forwardConfig', 'must not stand beside targetGroupARN or targetGroupName')
  if (!isShort && !isLong)
    return seen.refuse('forwardConfig', 'is missing: a forward needs it, targetGroupARN or targetGroupName')
  if (isShort) {
    const targetGroup = existingTargetGroup(value, seen)
    return targetGroup && { type: 'forward', targetGroups: [targetGroup] }
  }
  const { forwardConfig: config } = value
  if (config?.targetGroups.length === 0)
    seen.remark('odd-value', 'forwardConfig', 'has no target groups, which AWS refuses')
  return config && longForm(config)
}

const plainTuple = (tuple: TargetGroupTuple): unknown => {
  const { weight } = tuple
  if ('targetGroupARN' in tuple) return { targetGroupARN: tuple.targetGroupARN, weight }
  if ('targetGroupName' in tuple) return { targetGroupName: tuple.targetGroupName, weight }
  return { serviceName: tuple.serviceName, servicePort: tuple.servicePort, weight }
}

/** The `forwardConfig` of a forward, with its members in one fixed order. */
export const plainForward = ({ targetGroups, stickiness }: ForwardAction): unknown => ({
  targetGroups: targetGroups.map(plainTuple),
  targetGroupStickinessConfig: stickiness && {
    enabled: stickiness.enabled,
    durationSeconds: stickiness.durationSeconds
  }
})
