import {
  type ClusterState,
  type Mishap,
  memoryCluster,
  memoryKubernetes,
  type Remembered,
  rememberedOf,
  withMishaps
} from '@alb-ingress/adapter-memory'
import {
  type Aws,
  type Clock,
  E,
  type Installation,
  type Outlook,
  type Pass,
  type Plan,
  type Ports,
  planOf,
  reconcile,
  reconcileTargetsOf,
  type SurveyOptions,
  survey,
  type TargetsPass
} from '@alb-ingress/core'

const clock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => () => new Promise((resolve) => setTimeout(resolve, milliseconds))
}

type Objects = ReadonlyArray<unknown>

/** A cluster in memory before a real account: what Kubernetes remembers outlives the manifests that are shown to it. */
export interface Stage {
  readonly look: (objects: Objects, options?: SurveyOptions) => Promise<Outlook>
  /** One pass; what went wrong on the way is in its report. */
  readonly pass: (objects: Objects, mishaps?: ReadonlyArray<Mishap>) => Promise<Pass>
  /** The targets of what the last pass made or left, on the cluster that it saw. */
  readonly targets: (pass: Pass) => Promise<TargetsPass>
  /** The cluster after the last look or pass. */
  readonly cluster: () => ClusterState
}

/** What a TaskEither says, or an error with what it says instead. */
export const orThrow = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

/** The same account, and a wait until no call that changes it is under way. */
const tracked = (aws: Aws) => {
  const underWay = new Set<Promise<unknown>>()
  const perform: Aws['perform'] = (call) => () => {
    const answer = aws.perform(call)()
    underWay.add(answer)
    return answer.finally(() => underWay.delete(answer))
  }
  return { aws: { ...aws, perform }, settled: () => Promise.allSettled(underWay) }
}

/** `concurrency`: how many steps run at a time. */
export const stageBefore = (account: Aws, install: Installation, concurrency = 8): Stage => {
  const { aws, settled } = tracked(account)
  let remembered: Remembered = {}
  let cluster = memoryCluster([])
  const shown = (objects: Objects): Ports => {
    cluster = memoryCluster(objects, remembered)
    return { aws, kubernetes: memoryKubernetes(cluster, clock), clock }
  }
  // What AWS has not let go of is another pass's to delete.
  const options = { concurrency, onProgress: () => undefined, repetitions: 2 }
  return {
    cluster: () => cluster,
    targets: async (pass) => {
      const ports = { aws, kubernetes: memoryKubernetes(cluster, clock), clock }
      const done = orThrow(await reconcileTargetsOf(ports, install)(pass, options)())
      remembered = rememberedOf(cluster)
      return done
    },
    look: async (objects, options = {}) => orThrow(await survey(shown(objects), install)(options)()),
    pass: async (objects, mishaps = []) => {
      const ports = withMishaps(mishaps, shown(objects))
      const run = reconcile(ports, install)(options)
      try {
        return orThrow(await run())
      } finally {
        // Calls of a run that was killed still reach the account.
        await settled()
        remembered = rememberedOf(cluster)
      }
    }
  }
}

/** A plan in short: the ids of its steps, such as `CreateRule app/web 80:1`. */
const stepsOf = (plan: Plan): ReadonlyArray<string> => plan.steps.map(({ id }) => id)

export const planned = (outlook: Outlook): ReadonlyArray<string> => stepsOf(planOf(outlook).plan)
