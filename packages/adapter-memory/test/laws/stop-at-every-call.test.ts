import { E, type Outlook, type Pass, type Ports, planOf, reconcile, survey } from '@alb-ingress/core'
import { classManifest, ingressManifest, type Manifest, serviceManifest } from '@alb-ingress/core/testing'
import { describe, expect, test } from 'vitest'
import {
  copyOf,
  installationFrom,
  isStop,
  type Mishap,
  memoryAws,
  memoryClock,
  memoryCluster,
  memoryKubernetes,
  type Remembered,
  rememberedOf,
  type World,
  withMishaps,
  worldFrom
} from '../../src/index.js'
import { certificate, emptyAccount } from '../example-account.js'

// A group of twelve Ingresses, with a network load balancer in front; whatever befalls one call of a run, the next run ends what it began.

const checked = installationFrom({ ...emptyAccount, flags: { 'default-load-balancer-scheme': 'internet-facing' } })
if (checked._tag === 'Left') throw new Error(JSON.stringify(checked.left))
const install = checked.right

type Annotations = Readonly<Record<string, string>>

const finalizer = 'group.ingress.k8s.aws/team'
const names = Array.from({ length: 12 }, (_, i) => `m${String(i).padStart(2, '0')}`)
const others: ReadonlyArray<Manifest> = [classManifest('alb'), ...names.map((name) => serviceManifest(`shop/${name}`))]

const group: Annotations = {
  ...{ 'group.name': 'team', 'listen-ports': '[{"HTTP":80},{"HTTPS":443}]', 'certificate-arn': certificate(1) },
  ...{ 'enable-frontend-nlb': 'true', 'load-balancer-attributes': 'idle_timeout.timeout_seconds=120' },
  ...{ 'target-group-attributes': 'deregistration_delay.timeout_seconds=30', tags: 'team=shop' }
}

const member = (name: string, own: Annotations = {}, more: object = {}): Manifest =>
  ingressManifest(`shop/${name}`, { class: 'alb', services: [name], annotations: { ...group, ...own }, ...more })
const members = (own: (name: string, i: number) => Annotations = () => ({}), more: object = {}) =>
  names.map((name, i) => member(name, own(name, i), more))

const privates = 'subnet-private-a,subnet-private-b'
const leaving = { deleting: true, finalizers: [finalizer] }

/** What a run finds and what it is to bring about. */
const changes: Readonly<Record<string, readonly [ReadonlyArray<Manifest>, ReadonlyArray<Manifest>]>> = {
  'the creation': [[], members()],
  'a change of settings of every kind': [
    members(),
    members((_, i) => ({
      ...{ tags: 'team=pay', 'group.order': String(12 - i), 'listen-ports': '[{"HTTP":8080},{"HTTPS":443}]' },
      ...{ 'certificate-arn': `${certificate(2)},${certificate(1)}`, 'inbound-cidrs': '10.0.0.0/8' },
      ...(i % 3 === 0 ? { 'target-type': 'ip' } : { 'healthcheck-path': '/healthz' })
    }))
  ],
  'a change of scheme': [
    members(),
    members(() => ({
      scheme: 'internal',
      'frontend-nlb-scheme': 'internal',
      subnets: privates,
      'frontend-nlb-subnets': privates
    }))
  ],
  'that a member goes and another comes': [members().slice(0, 11), [member('m00', {}, leaving), ...members().slice(1)]],
  'the deletion': [members(), members(() => ({}), leaving)]
}

/** An account and what Kubernetes remembers. */
interface Place {
  readonly world: World
  readonly remembered: Remembered
}

const copied = ({ world, remembered }: Place): Place => ({ world: copyOf(world), remembered: { ...remembered } })

const shown = ({ world, remembered }: Place, manifests: ReadonlyArray<Manifest>) => {
  const clock = memoryClock(0)
  const cluster = memoryCluster([...others, ...manifests], remembered)
  const ports: Ports = { aws: memoryAws(world, clock), kubernetes: memoryKubernetes(cluster, clock), clock }
  return { ports, left: (): Place => ({ world, remembered: rememberedOf(cluster) }) }
}

const orThrow = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

/** One run, which ends as the mishaps want it to. */
const run = async (place: Place, manifests: ReadonlyArray<Manifest>, mishaps: ReadonlyArray<Mishap> = []) => {
  const { ports, left } = shown(place, manifests)
  const pass = reconcile(withMishaps(mishaps, ports), install)({ concurrency: 3, onProgress: () => undefined })
  const done = await pass().catch((stop: unknown): E.Either<unknown, Pass> => {
    if (isStop(stop)) return E.left('stopped')
    throw stop
  })
  return { done, place: left() }
}

const looked = async (place: Place, manifests: ReadonlyArray<Manifest>): Promise<Outlook> =>
  orThrow(await survey(shown(place, manifests).ports, install)({})())

const begunWith = async (manifests: ReadonlyArray<Manifest>): Promise<Place> => {
  const nothing: Place = { world: worldFrom(emptyAccount), remembered: {} }
  return manifests.length === 0 ? nothing : (await run(nothing, manifests)).place
}

/** After the mishap: the next run has no trouble, and leaves nothing to do and nothing behind. */
const expectEnded = async (after: Place, manifests: ReadonlyArray<Manifest>): Promise<void> => {
  const next = await run(after, manifests)
  expect(orThrow(next.done).report.failed).toEqual([])
  const outlook = await looked(next.place, manifests)
  expect(planOf(outlook).plan.steps.map(({ id }) => id)).toEqual([])
  const resources = [...outlook.observed.stacks.values()].flatMap((stack) => stack.resources)
  expect(resources.filter(({ superseded }) => superseded !== undefined)).toEqual([])
}

// Hundreds of runs, which a busy machine may take its time for.
const patience = { timeout: 120_000 }

describe.each(Object.entries(changes))('%s', patience, (_, [before, after]) => {
  test('is ended by the next run, after whichever write the first was killed', async () => {
    const place = await begunWith(before)
    const whole = await run(copied(place), after)
    const writes = orThrow(whole.done).report.done.length
    expect(writes).toBeGreaterThan(5)
    for (let afterWrites = 0; afterWrites <= writes; afterWrites++) {
      const killed = await run(copied(place), after, [{ what: 'stop', afterWrites }])
      await expectEnded(killed.place, after)
    }
  })

  test.each<{ readonly mishap: string; readonly what: Mishap }>([
    { mishap: 'is throttled', what: { what: 'throttled' } },
    { mishap: 'fails', what: { what: 'fails', kind: 'invalid', code: 'ValidationError' } }
  ])('is ended by the next run, whichever call of the first $mishap', async ({ what }) => {
    const place = await begunWith(before)
    const whole = await run(copied(place), after)
    const calls = orThrow(whole.done).report.done.length + 4
    for (let from = 1; from <= calls; from++) {
      const hurt = await run(copied(place), after, [{ ...what, from } as Mishap])
      await expectEnded(hurt.place, after)
    }
  })
})
