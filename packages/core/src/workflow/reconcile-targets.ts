import { type Diagnostic, distinct } from '../checked/diagnostic.js'
import type { Fault } from '../facts/fault.js'
import type { Cluster } from '../groups/cluster.js'
import type { Installation } from '../install.js'
import { type Policy, permitPlan } from '../plan/permit.js'
import type { Ports } from '../ports/ports.js'
import { E, pipe, TE } from '../prelude.js'
import type { Binding } from '../targets/binding.js'
import { isDraining } from '../targets/difference.js'
import { type TargetSettings, usualTargetSettings } from '../targets/settings.js'
import { type BindingMemory, emptyTargetGroup, nothingRemembered } from './binding-memory.js'
import { surveyBinding } from './bindings.js'
import type { CarryOutOptions, Report } from './carry-out.js'
import { type BindingPass, carryOutBinding, carryOutTargets, inParallel, unanswered } from './carry-out-targets.js'
import { keepingAnswers } from './kept-answers.js'
import { surveyNetwork } from './network.js'
import { afterNetwork, type NetworkMemory, noNetworkMemory } from './network-memory.js'

/** What one pass over all targets did. */
export interface TargetsPass {
  /** Of each binding that could be looked at. */
  readonly bindings: ReadonlyArray<BindingPass>
  /** Of the rules on nodes and Pods: what was granted first, and taken back last. */
  readonly rules: ReadonlyArray<Report>
  readonly findings: ReadonlyArray<Diagnostic>
}

export interface TargetsOptions extends CarryOutOptions {
  /** Target groups that were just made, or deleted, by ARN: nobody is registered in them. */
  readonly made?: ReadonlySet<string>
  /** No rule is taken back, as there are bindings that are not among those given. */
  readonly onlyGrants?: boolean
  readonly policy?: Policy
}

const mayDrain = ({ memory }: BindingPass): boolean => memory.targets?.found.some(isDraining) === true

const bindingsAtATime = 10

/**
 * One pass over all bindings, for whoever makes one pass and ends: the way to nodes and Pods is opened, targets come and go, and what nobody
 * needs is closed, unless some targets still drain. A binding that AWS could not be asked about does not stop the others.
 */
export const reconcileTargets =
  (ports: Ports, install: Installation, settings: TargetSettings = usualTargetSettings) =>
  (
    cluster: Cluster,
    bindings: ReadonlyMap<string, Binding>,
    options: TargetsOptions
  ): TE.TaskEither<Fault, TargetsPass> => {
    const permitted = permitPlan(options.policy ?? 'sync')
    const aws = keepingAnswers(ports.aws, ports.clock)
    const all = [...bindings.values()]
    const rules = (memory: NetworkMemory, mayRevoke: boolean) =>
      pipe(
        surveyNetwork(aws, install, { ...settings, drain: 0 })(cluster, all, memory, { areAll: mayRevoke }),
        TE.chain((outlook) =>
          pipe(
            TE.fromTask<Report, Fault>(carryOutTargets(ports, options)(permitted(outlook.plan))),
            TE.map((report) => ({ outlook, report, memory: afterNetwork(outlook, report) }))
          )
        )
      )
    const isMade = ({ targetGroup = '' }: Binding): boolean => options.made?.has(targetGroup) === true
    const pass = (binding: Binding): TE.TaskEither<Diagnostic, BindingPass> =>
      pipe(
        TE.right<Fault, BindingMemory>(isMade(binding) ? emptyTargetGroup(ports.clock.now()) : nothingRemembered),
        TE.chain((memory) => surveyBinding(aws, install, settings)(cluster, binding, memory)),
        TE.mapLeft((fault) => unanswered(binding, fault)),
        TE.map((outlook) => ({ ...outlook, plan: permitted(outlook.plan) })),
        TE.chainTaskK(carryOutBinding(ports, options))
      )
    return async () => {
      const opened = await rules(noNetworkMemory, false)()
      if (E.isLeft(opened)) return opened
      const first = opened.right
      const passes = await inParallel(all.map(pass), bindingsAtATime)()
      const done = passes.flatMap((each) => (E.isRight(each) ? [each.right] : []))
      const findings = [
        ...first.outlook.findings,
        ...passes.flatMap((each) => (E.isLeft(each) ? [each.left] : each.right.outlook.findings))
      ]
      const ended = { bindings: done, rules: [first.report], findings: distinct(findings) }
      const nobodyWants = first.memory.unwantedSince.size === 0
      if (options.onlyGrants === true || nobodyWants || done.some(mayDrain)) return E.right(ended)
      const closed = await rules(first.memory, true)()
      if (E.isLeft(closed)) return closed
      const { outlook, report } = closed.right
      return E.right({
        ...{ bindings: done, rules: [first.report, report] },
        findings: distinct([...findings, ...outlook.findings])
      })
    }
  }
