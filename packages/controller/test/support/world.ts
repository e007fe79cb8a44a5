import {
  anAccount,
  installationFrom,
  isStoredObject,
  type Mishap,
  memoryAws,
  memoryCluster,
  type StoredObject,
  withMishaps,
  worldFrom
} from '@alb-ingress/adapter-memory'
import {
  type Aws,
  type Installation,
  type Kubernetes,
  type KubernetesWrite,
  type Ports,
  usualTargetSettings
} from '@alb-ingress/core'
import {
  classManifest,
  type IngressSaid,
  ingressManifest,
  type Manifest,
  serviceManifest
} from '@alb-ingress/core/testing'
import { memorySource } from '../../src/folder/memory-source.js'
import type { Happening } from '../../src/loop/happening.js'
import { controllerLoop, type Loop } from '../../src/loop/loop.js'
import type { LoopOptions } from '../../src/loop/parts.js'
import { digestsName } from '../../src/loop/secret-digests.js'
import { defaultPaces } from '../../src/queue/settings.js'
import { clockOf } from '../../src/time.js'
import { type TestTime, testTime } from './time.js'

/** An object as a cluster stores it. */
export const stored = (manifest: Manifest): StoredObject => {
  if (!isStoredObject(manifest)) throw new Error(`${manifest.kind} ${manifest.metadata.name} is no object`)
  return manifest
}

const usualOptions: LoopOptions = {
  paces: defaultPaces,
  policy: 'sync',
  isDryRun: false,
  targets: usualTargetSettings,
  concurrency: 10,
  driftInterval: 1_800_000,
  waitForAccount: 10_000
}

/** Calls to AWS by the port that they went through; `perform` by action. */
const counting = (aws: Aws, calls: Array<string>, asked: Array<string>): Aws => {
  const counted =
    <A, B>(name: (given: A) => string, call: (given: A) => B) =>
    (given: A): B => {
      calls.push(name(given))
      return call(given)
    }
  return {
    answer: (needed) => {
      asked.push(...needed.map(({ ask }) => ask))
      return counted(() => 'answer', aws.answer)(needed)
    },
    observe: counted(() => 'observe', aws.observe),
    details: counted(() => 'details', aws.details),
    perform: counted(({ action }) => action, aws.perform)
  }
}

const writing = (kubernetes: Kubernetes, writes: Array<KubernetesWrite>): Kubernetes => ({
  ...kubernetes,
  perform: (write) => {
    writes.push(write)
    return kubernetes.perform(write)
  }
})

export interface Simulated {
  readonly time: TestTime
  readonly install: Installation
  readonly ports: Ports
  readonly loop: Loop
  readonly source: ReturnType<typeof memorySource>
  readonly account: ReturnType<typeof worldFrom>
  readonly happened: Array<Happening>
  /** Calls to AWS since somebody emptied the list. */
  readonly calls: Array<string>
  /** Questions to AWS, by their kind. */
  readonly asked: Array<string>
  readonly writes: Array<KubernetesWrite>
  /** Whether this process holds the lease, as it is asked before each step. */
  readonly lease: { isHeld: boolean }
  readonly apply: (...manifests: ReadonlyArray<Manifest>) => void
  readonly passes: (kind?: string) => ReadonlyArray<Extract<Happening, { tells: 'passed' }>>
  readonly events: () => ReadonlyArray<Extract<KubernetesWrite, { write: 'event' }>>
}

export interface WorldSaid {
  readonly flags?: Readonly<Record<string, unknown>>
  readonly options?: Partial<LoopOptions>
  readonly mishaps?: ReadonlyArray<Mishap>
  readonly account?: Parameters<typeof anAccount>[0]
  /** Whether the cluster knows TargetGroupBindings. */
  readonly hasBindings?: boolean
  readonly watch?: (happening: Happening, world: { readonly lease: { isHeld: boolean } }) => void
}

/** A cluster and an account in memory, and the loop between them. Time stands until a test lets it pass. */
export const simulated = ({
  flags = {},
  options = {},
  mishaps = [],
  account: said = {},
  hasBindings = true,
  watch
}: WorldSaid = {}): Simulated => {
  const time = testTime()
  const file = anAccount({ clusterName: 'shop', ...said, flags })
  const checked = installationFrom(file)
  if (checked._tag === 'Left') throw new Error(JSON.stringify(checked.left))
  const install = checked.right
  const account = worldFrom(file)
  const clock = clockOf(time)
  const source = memorySource(memoryCluster([]), time, hasBindings)
  const calls: Array<string> = []
  const asked: Array<string> = []
  const writes: Array<KubernetesWrite> = []
  const happened: Array<Happening> = []
  const lease = { isHeld: true }
  const ports = withMishaps(mishaps, {
    aws: counting(memoryAws(account, clock), calls, asked),
    kubernetes: writing(source.kubernetes, writes),
    clock
  })
  const loop = controllerLoop({
    ...{ install, source, ports, timers: time, options: { ...usualOptions, ...options } },
    tell: (happening) => {
      if (happening.tells === 'defect') throw happening.error
      happened.push(happening)
      watch?.(happening, { lease })
    },
    digests: { object: { kind: 'ConfigMap', namespace: 'kube-system', name: digestsName }, newSalt: () => 'salt' },
    mayAct: () => lease.isHeld
  })
  return {
    ...{ time, install, ports, loop, source, account, happened, calls, asked, writes, lease },
    apply: (...manifests) => {
      for (const manifest of manifests) source.apply(stored(manifest))
    },
    passes: (kind = 'group') =>
      happened.flatMap((each) => (each.tells === 'passed' && each.work.kind === kind ? [each] : [])),
    events: () => writes.flatMap((write) => (write.write === 'event' ? [write] : []))
  }
}

/** The loop as it is once it leads. */
export const started = async (world: Simulated): Promise<Simulated> => {
  await world.loop.start()
  await world.loop.lead(true)
  await world.time.pass(10_000)
  return world
}

/** A class, and the Service `web` in a few namespaces. */
export const surroundings: ReadonlyArray<Manifest> = [
  classManifest('alb'),
  ...['shop', 'blog'].flatMap((namespace) => ['web', 'cart'].map((name) => serviceManifest(`${namespace}/${name}`)))
]

/** An Ingress of class `alb` that leads to the Service `web`. */
export const ingress = (key: string, annotations: IngressSaid['annotations'] = {}, services = ['web']): Manifest =>
  ingressManifest(key, { class: 'alb', annotations, services })
