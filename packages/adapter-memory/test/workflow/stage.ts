import {
  E,
  type Installation,
  type Outlook,
  type Pass,
  type Plan,
  type Ports,
  planOf,
  reconcile,
  type Step,
  type SurveyOptions,
  survey
} from '@alb-ingress/core'
import { classManifest, type Manifest } from '@alb-ingress/core/testing'
import {
  type AccountFile,
  installationFrom,
  type Mishap,
  memoryAws,
  memoryClock,
  memoryCluster,
  memoryKubernetes,
  type Remembered,
  rememberedOf,
  toAccountFile,
  withMishaps,
  worldFrom
} from '../../src/index.js'
import { emptyAccount } from '../example-account.js'

/** An account and what Kubernetes remembers, which outlive the manifests that are shown to them. */
export interface Stage {
  readonly install: Installation
  readonly look: (manifests: ReadonlyArray<Manifest>, options?: SurveyOptions) => Promise<Outlook>
  /** One pass; what went wrong on the way is in its report. */
  readonly pass: (
    manifests: ReadonlyArray<Manifest>,
    options?: { readonly mishaps?: ReadonlyArray<Mishap>; readonly mayContinue?: () => boolean }
  ) => Promise<Pass>
  readonly ports: (manifests: ReadonlyArray<Manifest>) => Ports
  /** The account as it is now, for another stage to begin with. */
  readonly account: () => AccountFile
}

const orThrow = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

/** The example account without load balancers; `more` are members of its file. A class `alb` is always there. */
export const stage = (more: Partial<AccountFile> = {}): Stage => {
  const flags = { 'default-load-balancer-scheme': 'internet-facing', ...more.flags }
  const file: AccountFile = { ...emptyAccount, ...more, flags }
  const install = installationFrom(file)
  if (install._tag === 'Left') throw new Error(JSON.stringify(install.left))
  const world = worldFrom(file)
  const clock = memoryClock(0)
  let remembered: Remembered = file.kubernetes ?? {}
  const shown = (manifests: ReadonlyArray<Manifest>) => {
    const cluster = memoryCluster([classManifest('alb'), ...manifests], remembered)
    const ports: Ports = { aws: memoryAws(world, clock), kubernetes: memoryKubernetes(cluster, clock), clock }
    return { cluster, ports }
  }
  return {
    install: install.right,
    ports: (manifests) => shown(manifests).ports,
    account: () => toAccountFile(world, remembered),
    look: async (manifests, options) => orThrow(await survey(shown(manifests).ports, install.right)(options ?? {})()),
    pass: async (manifests, { mishaps = [], mayContinue = () => true } = {}) => {
      const { cluster, ports } = shown(manifests)
      const options = { concurrency: 4, onProgress: () => undefined, mayContinue }
      const run = reconcile(withMishaps(mishaps, ports), install.right)(options)
      try {
        return orThrow(await run())
      } finally {
        remembered = rememberedOf(cluster)
      }
    }
  }
}

export const stepsOf = (outlook: Outlook): ReadonlyArray<Step> => planOf(outlook).plan.steps

/** A plan in short: `CreateRule shop/web 80:1`, and writes to Kubernetes by their name and object. */
export const shortOf = ({ steps }: Pick<Plan, 'steps'>): ReadonlyArray<string> => steps.map(({ id }) => id)
