import { type Aws, carryOut, E, planOf, survey } from '@alb-ingress/core'
import { ingressManifest, type Manifest, serviceManifest } from '@alb-ingress/core/testing'
import { describe, expect, test } from 'vitest'
import { certificate } from '../example-account.js'
import { type Stage, stage } from './stage.js'

// How many calls a group costs, apart from its targets: what makes a controller slow, and throttled, at scale.

const services = (count: number): ReadonlyArray<Manifest> =>
  Array.from({ length: count }, (_, i) => serviceManifest(`app/s${i}`))

const settings = { scheme: 'internet-facing', 'target-type': 'ip' }

/** One Ingress: HTTP that redirects to HTTPS, and three Services. */
const one: ReadonlyArray<Manifest> = [
  ...services(3),
  ingressManifest('app/one', {
    class: 'alb',
    services: ['s0', 's1', 's2'],
    annotations: {
      ...settings,
      ...{ 'listen-ports': '[{"HTTP":80},{"HTTPS":443}]', 'ssl-redirect': '443', 'certificate-arn': certificate(1) }
    }
  })
]

/** Fifty Ingresses of one group, with 99 Services: a load balancer takes 100 rules. */
const fifty = (own: Readonly<Record<string, string>> = {}): ReadonlyArray<Manifest> => [
  ...services(99),
  ...Array.from({ length: 50 }, (_, i) =>
    ingressManifest(`app/i${String(i).padStart(2, '0')}`, {
      class: 'alb',
      services: [2 * i, 2 * i + 1].filter((n) => n < 99).map((n) => `s${n}`),
      annotations: { ...settings, 'group.name': 'g2', 'healthcheck-path': '/', ...own }
    })
  )
]

interface Counts {
  readonly questions: number
  readonly looks: number
  readonly details: number
  readonly writes: Readonly<Record<string, number>>
  readonly allWrites: number
}

/** One pass, and what it asked and told AWS. */
const passed = async ({ install, ports }: Stage, manifests: ReadonlyArray<Manifest>): Promise<Counts> => {
  const shown = ports(manifests)
  const writes: Record<string, number> = {}
  const reads = { questions: 0, looks: 0, details: 0 }
  const counted = <A, B>(count: (given: A) => void, call: (given: A) => B) => {
    return (given: A): B => {
      count(given)
      return call(given)
    }
  }
  const aws: Aws = {
    answer: counted((needed) => (reads.questions += needed.length), shown.aws.answer),
    observe: counted(() => (reads.looks += 1), shown.aws.observe),
    details: counted((needed) => (reads.details += needed.length), shown.aws.details),
    perform: counted(({ action }) => (writes[action] = (writes[action] ?? 0) + 1), shown.aws.perform)
  }
  const outlook = await survey({ ...shown, aws }, install)({})()
  if (E.isLeft(outlook)) throw new Error(JSON.stringify(outlook.left))
  const options = { concurrency: 10, onProgress: () => undefined }
  const { plan } = planOf(outlook.right)
  const report = await carryOut({ ...shown, aws }, options)(plan, outlook.right.observed)()
  expect(report).toMatchObject({ failed: [], skipped: [] })
  return { ...reads, writes, allWrites: Object.values(writes).reduce((a, b) => a + b, 0) }
}

describe('AWS is called', () => {
  test('for one Ingress once for each resource, and for what no creating call takes', async () => {
    const { writes, allWrites, ...reads } = await passed(stage(), one)
    expect(writes).toEqual({
      ...{ CreateSecurityGroup: 2, AuthorizeSecurityGroupIngress: 1, CreateLoadBalancer: 1, CreateListener: 2 },
      ...{ AddListenerCertificates: 1, CreateTargetGroup: 3, CreateRule: 3 }
    })
    expect(allWrites).toBeLessThanOrEqual(17 - 3 - 1) // three registrations, and one call that opens the Pods
    expect(reads).toEqual({ questions: 1, looks: 1, details: 0 })
  })

  test('for fifty Ingresses of one group once for each target group and each rule, and little more', async () => {
    const { writes, allWrites, ...reads } = await passed(stage(), fifty())
    expect(writes).toMatchObject({ CreateTargetGroup: 99, CreateRule: 99 })
    expect(allWrites).toBeLessThanOrEqual(310 - 99 - 1)
    expect(reads).toEqual({ questions: 1, looks: 1, details: 0 })
  })

  test('not at all to write where all is as it should be, and for no detail that nobody declares', async () => {
    const place = stage()
    await place.pass(fifty())
    expect(await passed(place, fifty())).toMatchObject({ allWrites: 0, looks: 1, details: 0 })
  })

  test('for one changed annotation of the group once', async () => {
    const place = stage()
    await place.pass(fifty())
    const { writes } = await passed(place, fifty({ 'load-balancer-attributes': 'idle_timeout.timeout_seconds=120' }))
    expect(writes).toEqual({ ModifyLoadBalancerAttributes: 1 })
  })
})
