import { type Diagnostic, distinct } from '../checked/diagnostic.js'
import type { Fault } from '../facts/fault.js'
import type { Cluster } from '../groups/cluster.js'
import type { Installation } from '../install.js'
import { type Policy, permitPlan } from '../plan/permit.js'
import type { Plan } from '../plan/step.js'
import type { Aws } from '../ports/aws.js'
import type { Ports } from '../ports/ports.js'
import { E, pipe, TE } from '../prelude.js'
import type { Binding } from '../targets/binding.js'
import { isDraining } from '../targets/difference.js'
import { type TargetSettings, usualTargetSettings } from '../targets/settings.js'
import { emptyTargetGroup, nothingRemembered } from './binding-memory.js'
import { surveyBinding } from './bindings.js'
import type { CarryOutOptions, Report } from './carry-out.js'
import { type BindingPass, carryOutBinding, carryOutTargets, inParallel, unanswered } from './carry-out-targets.js'
import { keepingAnswers } from './kept-answers.js'
import { type NetworkOutlook, surveyNetwork } from './network.js'
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

/** What a pass works with. */
interface Work {
  readonly ports: Ports
  /** AWS, which is asked once for what many bindings have in common. */
  readonly aws: Aws
  readonly install: Installation
  readonly settings: TargetSettings
  readonly cluster: Cluster
  readonly bindings: ReadonlyArray<Binding>
  readonly options: TargetsOptions
}

const permitted = ({ options }: Work): ((plan: Plan) => Plan) => permitPlan(options.policy ?? 'sync')

interface RulesPass {
  readonly outlook: NetworkOutlook
  readonly report: Report
  readonly memory: NetworkMemory
}

/** The rules on nodes and Pods, as far as they are needed, or also those that nobody needs. */
const passOfRules = (work: Work, memory: NetworkMemory, areAll: boolean): TE.TaskEither<Fault, RulesPass> => {
  const { ports, aws, install, settings, cluster, bindings, options } = work
  return pipe(
    surveyNetwork(aws, install, { ...settings, drain: 0 })(cluster, bindings, memory, { areAll }),
    TE.chain((outlook) =>
      pipe(
        TE.fromTask<Report, Fault>(carryOutTargets(ports, options)(permitted(work)(outlook.plan))),
        TE.map((report) => ({ outlook, report, memory: afterNetwork(outlook, report) }))
      )
    )
  )
}

const passOfBinding =
  (work: Work) =>
  (binding: Binding): TE.TaskEither<Diagnostic, BindingPass> => {
    const { ports, aws, install, settings, cluster, options } = work
    const isMade = options.made?.has(binding.targetGroup ?? '') === true
    const memory = isMade ? emptyTargetGroup(ports.clock.now()) : nothingRemembered
    return pipe(
      surveyBinding(aws, install, settings)(cluster, binding, memory),
      TE.mapLeft((fault) => unanswered(binding, fault)),
      TE.map((outlook) => ({ ...outlook, plan: permitted(work)(outlook.plan) })),
      TE.chainTaskK(carryOutBinding(ports, options))
    )
  }

type Passes = ReadonlyArray<E.Either<Diagnostic, BindingPass>>

/** What was done, and whether rules that nobody wants may go now. */
const soFar = (
  { options }: Work,
  { outlook, report, memory }: RulesPass,
  passes: Passes
): readonly [TargetsPass, boolean] => {
  const bindings = passes.flatMap((each) => (E.isRight(each) ? [each.right] : []))
  const said = passes.flatMap((each) => (E.isLeft(each) ? [each.left] : each.right.outlook.findings))
  const mayClose = options.onlyGrants !== true && memory.unwantedSince.size > 0 && !bindings.some(mayDrain)
  return [{ bindings, rules: [report], findings: distinct([...outlook.findings, ...said]) }, mayClose]
}

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
    const aws = keepingAnswers(ports.aws, ports.clock)
    const work: Work = { ports, aws, install, settings, cluster, bindings: [...bindings.values()], options }
    return pipe(
      passOfRules(work, noNetworkMemory, false),
      TE.chain((opened) =>
        pipe(
          TE.fromTask<Passes, Fault>(inParallel(work.bindings.map(passOfBinding(work)), bindingsAtATime)),
          TE.map((passes) => ({ opened, passes }))
        )
      ),
      TE.chain(({ opened, passes }) => {
        const [pass, mayClose] = soFar(work, opened, passes)
        return mayClose
          ? pipe(
              passOfRules(work, opened.memory, true),
              TE.map(({ outlook, report }) => ({
                ...pass,
                rules: [...pass.rules, report],
                findings: distinct([...pass.findings, ...outlook.findings])
              }))
            )
          : TE.right(pass)
      })
    )
  }
