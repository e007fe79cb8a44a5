import { carryOut, type Outlook, type Ports, planOf, survey } from '@alb-ingress/core'
import { classManifest, ingressManifest, serviceManifest } from '@alb-ingress/core/testing'
import { expect, test } from 'vitest'
import {
  type AccountFile,
  decodeAccountFile,
  installationFrom,
  memoryAws,
  memoryClock,
  memoryCluster,
  memoryKubernetes,
  rememberedOf,
  toAccountFile,
  worldFrom
} from '../src/index.js'
import { emptyAccount } from './example-account.js'

const account: AccountFile = {
  ...emptyAccount,
  webACLs: [{ name: 'strict', arn: 'arn:strict' }],
  shieldSubscription: 'ACTIVE'
}

const right = <A>(value: { readonly _tag: string; readonly right?: A }): A => {
  if (value.right === undefined) throw new Error(JSON.stringify(value))
  return value.right
}

/** One run, as a program makes it: reads the file, shows the manifests, carries the plan out and writes the file. */
const run = async (
  file: AccountFile,
  annotations: Readonly<Record<string, string>>
): Promise<{ readonly actions: ReadonlyArray<string>; readonly codes: ReadonlyArray<string>; file: AccountFile }> => {
  const manifests = [
    classManifest('alb'),
    serviceManifest('shop/web'),
    ingressManifest('shop/web', {
      class: 'alb',
      services: ['web'],
      annotations: { ...annotations, scheme: 'internet-facing' }
    })
  ]
  const clock = memoryClock(0)
  const world = worldFrom(right(decodeAccountFile(JSON.parse(JSON.stringify(file)), 'account.json')))
  const cluster = memoryCluster(manifests, world.file.kubernetes)
  const ports: Ports = { aws: memoryAws(world, clock), kubernetes: memoryKubernetes(cluster, clock), clock }
  const outlook: Outlook = right(await survey(ports, right(installationFrom(file)))({})())
  const { plan } = planOf(outlook)
  const report = await carryOut(ports, { concurrency: 1, onProgress: () => undefined })(plan, outlook.observed)()
  expect(report.failed).toEqual([])
  return {
    actions: plan.steps.flatMap((step) => (step.on === 'aws' ? [step.call.action] : [])),
    // WAF Classic itself is a thing of the past, which is told each time.
    codes: outlook.findings.map(({ code }) => code).filter((code) => code !== 'annotation/former'),
    file: toAccountFile(world, rememberedOf(cluster))
  }
}

const wanted = { 'wafv2-acl-name': 'strict', 'waf-acl-id': 'id-1', 'shield-advanced-protection': 'true' }
const unwanted = { 'wafv2-acl-name': 'none', 'waf-acl-id': 'none', 'shield-advanced-protection': 'false' }

test('add-ons are put on, stay when nobody speaks of them, and are taken off', async () => {
  const first = await run(account, wanted)
  expect(first.actions.filter((action) => /ACL|Protection/.test(action))).toEqual([
    ...['AssociateWebACL', 'AssociateWebACL', 'CreateProtection']
  ])
  const again = await run(first.file, wanted)
  expect(again.actions).toEqual([])
  const silent = await run(again.file, {})
  expect(silent.actions).toEqual([])
  const last = await run(silent.file, unwanted)
  expect([...last.actions].sort()).toEqual(['DeleteProtection', 'DisassociateWebACL', 'DisassociateWebACL'])
  expect((await run(last.file, unwanted)).actions).toEqual([])
})

test('without a subscription everything else is done, and somebody is told', async () => {
  const { actions, codes } = await run({ ...account, shieldSubscription: 'INACTIVE' }, wanted)
  expect(actions.filter((action) => /ACL|Protection/.test(action))).toEqual(['AssociateWebACL', 'AssociateWebACL'])
  expect(codes).toEqual(['add-on/idle'])
})

test('what the installation has switched off is neither read nor changed', async () => {
  const flags = { 'enable-waf': false, 'enable-wafv2': false, 'enable-shield': false }
  const { actions, codes } = await run({ ...account, flags }, wanted)
  expect(actions.filter((action) => /ACL|Protection/.test(action))).toEqual([])
  expect(codes).toEqual(['add-on/idle', 'add-on/idle', 'add-on/idle'])
})
