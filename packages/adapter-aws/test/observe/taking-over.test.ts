import { readFileSync } from 'node:fs'
import {
  E,
  factsFrom,
  installation,
  type KubernetesWrite,
  known,
  type Ports,
  planOf,
  survey,
  TE
} from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import { details } from '../../src/details/details.js'
import { observe } from '../../src/observe/observe.js'
import { accountOf, type ShownAccount } from '../support/account.js'
import { elbv2Answer } from '../support/xml.js'

// What AWS Load Balancer Controller 3.5 left after it had worked: AWS's answers, and the objects with their finalizers.
const states = new URL('../../../../testbed/reference-state/', import.meta.url)

type Shown = Readonly<Record<string, unknown>>

// Times were written down in another form than AWS's, and nobody reads them.
const withoutTimes = (name: string, value: unknown): unknown => (name === 'CreatedTime' ? undefined : value)

const read = <A>(path: string): A => JSON.parse(readFileSync(new URL(path, states), 'utf8'), withoutTimes) as A

interface Seed {
  readonly region: string
  readonly cluster: string
  readonly vpc: string
}

const shownIn = (state: string): ShownAccount => {
  const tags = read<ReadonlyArray<{ ResourceArn: string; Tags: NonNullable<ShownAccount['tags']>[string] }>>(
    `${state}/aws/tags.json`
  )
  return {
    loadBalancers: read(`${state}/aws/load-balancers.json`),
    targetGroups: read(`${state}/aws/target-groups.json`),
    securityGroups: read(`${state}/aws/security-groups.json`),
    listeners: read(`${state}/aws/listeners.json`),
    rules: read(`${state}/aws/rules.json`),
    tags: Object.fromEntries(tags.map(({ ResourceArn, Tags }) => [ResourceArn, Tags]))
  }
}

/** The account of one state, by the SDK's own reading of answers. */
const awsOf = (state: string, shown: ShownAccount): Ports['aws'] => {
  const lists: Readonly<Record<string, readonly [file: string, subject: string, member: string]>> = {
    DescribeLoadBalancerAttributes: ['load-balancer-attributes', 'LoadBalancerArn', 'Attributes'],
    DescribeTargetGroupAttributes: ['target-group-attributes', 'TargetGroupArn', 'Attributes'],
    DescribeListenerAttributes: ['listener-attributes', 'ListenerArn', 'Attributes'],
    DescribeListenerCertificates: ['listener-certificates', 'ListenerArn', 'Certificates']
  }
  const account = accountOf(shown, ({ action, parameters }) => {
    const list = lists[action]
    if (list === undefined) return undefined
    const [file, subject, member] = list
    const all = read<Readonly<Record<string, ReadonlyArray<Shown>>>>(`${state}/aws/${file}.json`)
    return { body: elbv2Answer(action, { [member]: all[String(parameters[subject])] ?? [] }) }
  })
  return {
    // Whatever there is keeps what it was given, so nothing else of the account makes a difference.
    answer: (needed) =>
      TE.of(
        factsFrom(
          0,
          needed.map((asked) => [asked, known<'subnetsOfVpc'>([])] as const)
        )
      ),
    observe: observe(account.clients),
    details: details(account.clients),
    perform: () => TE.left({ kind: 'denied', code: 'Test', call: '', message: 'nothing is to be written' })
  }
}

const planFor = async (state: string, shown = shownIn(state)) => {
  const seed = read<Seed>(`${state}/seed.json`)
  const objects = ['manifests', 'left'].flatMap(
    (file) => read<{ items: ReadonlyArray<Shown> }>(`${state}/${file}.json`).items
  )
  const kubernetes = {
    read: TE.of<never, ReadonlyArray<unknown>>(objects),
    perform: (write: KubernetesWrite) => TE.left({ kind: 'denied' as const, code: write.write, call: '', message: '' })
  }
  const ports: Ports = {
    aws: awsOf(state, shown),
    kubernetes,
    clock: { now: () => 0, sleep: () => () => Promise.resolve() }
  }
  const install = installation({
    ...{ clusterName: seed.cluster, region: seed.region, vpcId: seed.vpc, accountId: '123456789012' }
  })
  const outlook = await survey(ports, install)({})()
  if (E.isLeft(outlook)) throw new Error(JSON.stringify(outlook.left))
  return planOf(outlook.right).plan.steps
}

describe('what AWS Load Balancer Controller 3.5 left', () => {
  test.each([
    { state: 's1', about: 'one Ingress with HTTPS and three Services' },
    { state: 's2', about: 'fifty Ingresses in one group' }
  ])('of $about is read from AWS as it is wanted', async ({ state }) => {
    expect((await planFor(state)).map(({ id, causes }) => [id, causes])).toEqual([])
  })

  test('is mended by one call after somebody else has changed one thing', async () => {
    const shown = shownIn('s1')
    const [first, ...others] = shown.targetGroups ?? []
    const changed = { ...shown, targetGroups: [{ ...first, HealthCheckPath: '/elsewhere' }, ...others] }
    expect((await planFor('s1', changed)).map(({ id }) => id)).toEqual([expect.stringMatching(/^ModifyTargetGroup /)])
  })
})
