import { E, fault, survey, TE } from '@alb-ingress/core'
import { ingressManifest, serviceManifest } from '@alb-ingress/core/testing'
import { describe, expect, test } from 'vitest'
import { type Stage, stage, stepsOf } from './stage.js'

const ingress = (key: string, annotations: Readonly<Record<string, string>> = {}, more: object = {}) =>
  ingressManifest(key, { class: 'alb', services: ['web'], annotations, ...more })
const web = [serviceManifest('shop/web'), serviceManifest('pay/web')]

type Outlook = Awaited<ReturnType<Stage['look']>>
const states = ({ groups }: Outlook): unknown => Object.fromEntries(groups.map(({ id, state }) => [id, state]))
const touched = (outlook: Outlook): ReadonlyArray<string> =>
  [...new Set(stepsOf(outlook).map(({ stack }) => stack))].filter((id) => id !== '*shared*').sort()

describe('a look at cluster and account', () => {
  test('says of every group what is to become of it', async () => {
    const { look } = stage()
    const outlook = await look([
      ...web,
      ingress('shop/web'),
      ingress('shop/bad', { scheme: 'public' }),
      ingress('shop/old', {}, { deleting: true, finalizers: ['ingress.k8s.aws/resources'] })
    ])
    expect(states(outlook)).toEqual({ 'shop/web': 'wanted', 'shop/bad': 'frozen', 'shop/old': 'leaving' })
    expect(outlook.groups.map(({ members, leaving }) => [...members, ...leaving])).toEqual([
      ['shop/bad'],
      ['shop/old'],
      ['shop/web']
    ])
  })

  test('tells of what is wrong once, however many listeners find it', async () => {
    const { look } = stage()
    const bad = ingress('shop/bad', { 'healthcheck-port': 'metrics', 'listen-ports': '[{"HTTP":80},{"HTTP":81}]' })
    const { findings } = await look([...web, bad])
    expect(findings.map(({ code }) => code)).toEqual(['health-check/port'])
  })

  test('names those whom others serve, and why', async () => {
    const { look } = stage()
    const { unmanaged, groups } = await look([
      ...web,
      ingressManifest('shop/theirs', { annotations: { 'kubernetes.io/ingress.class': 'nginx' } })
    ])
    expect(unmanaged).toEqual([{ ingress: 'shop/theirs', because: expect.stringContaining('nginx') }])
    expect(groups).toEqual([])
  })
})

describe('a group that does not check', () => {
  test('is in no step, and keeps what it has, while its neighbour goes on', async () => {
    const { look, pass } = stage()
    await pass([...web, ingress('shop/web'), ingress('pay/web')])
    const outlook = await look([...web, ingress('shop/web', { scheme: 'public' }), ingress('pay/web', { tags: 'a=b' })])
    expect(touched(outlook)).toEqual(['pay/web'])
  })

  test('is the only one that a question nobody answers holds up', async () => {
    const { install, ports } = stage()
    const manifests = [
      ...web,
      ingress('shop/web', { 'listen-ports': '[{"HTTPS":443}]' }),
      ingress('pay/web', { subnets: 'subnet-private-a,subnet-private-b' })
    ]
    const { aws, ...rest } = ports(manifests)
    const denied = fault('denied', 'AccessDenied', 'ListCertificates', 'not for you')
    const outlook = await survey(
      {
        ...rest,
        aws: {
          ...aws,
          answer: (needed) => async () => {
            const answered = await aws.answer(needed)()
            if (E.isLeft(answered)) return answered
            const answers = new Map(answered.right.answers)
            for (const key of answers.keys()) if (key.startsWith('certificates')) answers.set(key, E.left(denied))
            return E.right({ ...answered.right, answers })
          }
        }
      },
      install
    )()()
    if (E.isLeft(outlook)) throw new Error(JSON.stringify(outlook.left))
    expect(states(outlook.right)).toEqual({ 'shop/web': 'frozen', 'pay/web': 'wanted' })
    expect(outlook.right.findings.map(({ code }) => code)).toEqual(['fact/unavailable'])
  })
})

describe('a load balancer that no Ingress asks for', () => {
  const both = [...web, ingress('shop/web'), ingress('pay/web')]
  const one = [...web, ingress('shop/web')]

  test('is reported, and in no step', async () => {
    const { look, pass } = stage()
    await pass(both)
    const outlook = await look(one)
    expect(outlook.stray).toEqual(['pay/web'])
    expect(stepsOf(outlook)).toEqual([])
  })

  test('goes when somebody says so', async () => {
    const { look, pass } = stage()
    await pass(both)
    const outlook = await look(one, { prune: true })
    expect(outlook.stray).toEqual([])
    expect(touched(outlook)).toEqual(['pay/web'])
    expect(stepsOf(outlook).map(({ id }) => id)).toContainEqual(expect.stringContaining('DeleteLoadBalancer'))
  })

  test('is not looked for by whoever looks at one group', async () => {
    const { look, pass } = stage()
    await pass(both)
    expect((await look(one, { only: 'shop/web' })).stray).toEqual([])
  })
})

test('who looks at one group says nothing of the others', async () => {
  const { look } = stage()
  const outlook = await look([...web, ingress('shop/web'), ingress('pay/web')], { only: 'pay/web' })
  expect(states(outlook)).toEqual({ 'pay/web': 'wanted' })
  expect(touched(outlook)).toEqual(['pay/web'])
})

test('a cluster that cannot be read is a fault, and nothing is planned', async () => {
  const { install, ports } = stage()
  const gone = fault('unavailable', 'ServiceUnavailable', 'list', 'try later')
  const given = ports([])
  const outlook = await survey({ ...given, kubernetes: { ...given.kubernetes, read: TE.left(gone) } }, install)()()
  expect(outlook).toEqual(E.left(gone))
})
