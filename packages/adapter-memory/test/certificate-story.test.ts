import { carryOut, type Ports, planOf, survey } from '@alb-ingress/core'
import { classManifest, ingressManifest, serviceManifest } from '@alb-ingress/core/testing'
import { expect, test } from 'vitest'
import {
  type AccountFile,
  installationFrom,
  memoryAws,
  memoryClock,
  memoryCluster,
  memoryKubernetes,
  rememberedOf,
  toAccountFile,
  worldFrom
} from '../src/index.js'
import { certificate, emptyAccount } from './example-account.js'

const id = 'amazon_issued/shop.example-97375646'

const issued = (status: string) => ({
  ...{ arn: certificate(8), domainName: 'shop.example', sans: ['shop.example'], status },
  tags: { 'elbv2.k8s.aws/cluster': 'demo', 'ingress.k8s.aws/stack': 'shop/web', 'ingress.k8s.aws/resource': id }
})

const account = (...certificates: NonNullable<AccountFile['certificates']>): AccountFile => ({
  ...emptyAccount,
  certificates: [...(emptyAccount.certificates ?? []), ...certificates],
  flags: { 'feature-gates': 'EnableCertificateManagement=true' }
})

const right = <A>(value: { readonly _tag: string; readonly right?: A }): A => {
  if (value.right === undefined) throw new Error(JSON.stringify(value))
  return value.right
}

const run = async (file: AccountFile, annotations: Readonly<Record<string, string>>) => {
  const manifests = [
    classManifest('alb'),
    serviceManifest('shop/web'),
    ingressManifest('shop/web', {
      ...{ class: 'alb', services: ['web'] },
      annotations: { ...annotations, scheme: 'internet-facing' }
    })
  ]
  const clock = memoryClock(0)
  const world = worldFrom(file)
  const cluster = memoryCluster(manifests, world.file.kubernetes)
  const ports: Ports = { aws: memoryAws(world, clock), kubernetes: memoryKubernetes(cluster, clock), clock }
  const outlook = right(await survey(ports, right(installationFrom(file)))({})())
  const { plan } = planOf(outlook)
  const report = await carryOut(ports, { concurrency: 1, onProgress: () => undefined })(plan, outlook.observed)()
  expect(report.failed).toEqual([])
  const [group] = outlook.groups
  return {
    state: group?.state,
    model: group?.stack._tag,
    codes: outlook.findings.map(({ code }) => code),
    actions: plan.steps.flatMap((step) => (step.on === 'aws' ? [step.call.action] : [])),
    file: toAccountFile(world, rememberedOf(cluster))
  }
}

const create = { 'create-acm-cert': 'true' }

test.each([
  { name: 'without the certificate', given: account() },
  { name: 'while it is being issued', given: account(issued('PENDING_VALIDATION')) }
])('$name nothing is done, and the model can be shown', async ({ given }) => {
  const first = await run(given, create)
  expect(first).toMatchObject({ state: 'frozen', model: 'Right', codes: ['certificates/unissued'], actions: [] })
})

test('with the certificate the group is served, and it goes once nobody wants it', async () => {
  const first = await run(account(issued('ISSUED')), create)
  expect(first).toMatchObject({ state: 'wanted', codes: [] })
  expect(first.actions).toContain('AddListenerCertificates')
  const again = await run(first.file, create)
  expect(again.actions).toEqual([])
  const plain = await run(again.file, {})
  expect(plain.actions.at(-1)).toBe('DeleteCertificate')
  expect((await run(plain.file, {})).actions).toEqual([])
})
