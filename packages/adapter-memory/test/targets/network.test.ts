import { sharedStack } from '@alb-ingress/core'
import {
  bindingManifest,
  ingressManifest,
  type Manifest,
  podManifest,
  serviceManifest,
  sliceManifest
} from '@alb-ingress/core/testing'
import { describe, expect, test } from 'vitest'
import { arnOf, type Neighbourhood, neighbourhood, nodeGroup, otherGroup } from './neighbourhood.js'

const description = 'elbv2.k8s.aws/targetGroupBinding=shared'
const source = 'sg-0aaa0000000000001'
const ours = (fromPort: number, toPort = fromPort, securityGroup = source) => ({
  ...{ protocol: 'tcp', fromPort, toPort, source: { securityGroup } },
  description
})

/** A binding of one port that lets one security group in, and a Service of one Pod on a node. */
const served = (name: string, port: number, node = 'node-a', more: object = {}): ReadonlyArray<Manifest> => {
  const ip = `10.0.${node === 'node-c' ? 3 : 1}.${130 + (port % 100)}`
  return [
    serviceManifest(`shop/${name}`),
    sliceManifest(`shop/${name}`, [{ pod: name, ip }], { port }),
    podManifest(`shop/${name}`, { ip, node, ports: [{ name: 'http', containerPort: port }] }),
    bindingManifest(`shop/${name}`, {
      targetGroupARN: arnOf(name),
      targetType: 'ip',
      serviceRef: { name, port: 80 },
      networking: { ingress: [{ from: [{ securityGroup: { groupID: source } }], ports: [{ protocol: 'TCP', port }] }] },
      ...more
    })
  ]
}
const targetGroups = ['one', 'two', 'three'].map((name) => ({ name, targetType: 'ip', arn: arnOf(name) }))
const place = (more: Parameters<typeof neighbourhood>[0] = {}): Neighbourhood =>
  neighbourhood({ ...more, account: { targetGroups, ...more.account } })

describe('rules on nodes and Pods', () => {
  test('one range for each source, from the lowest to the highest port, in the group of each machine', async () => {
    const at = place()
    at.put(...served('one', 8080), ...served('two', 9443), ...served('three', 7000, 'node-c'))
    const { plan } = await at.network()
    expect(plan.steps.every(({ stack }) => stack === sharedStack)).toBe(true)
    expect(await at.rules(nodeGroup)).toEqual([ours(8080, 9443)])
    expect(await at.rules(otherGroup)).toEqual([ours(7000)])
    expect((await at.network()).plan.steps).toEqual([])
  })

  test('every port by itself where that is asked for', async () => {
    const at = place({ account: { flags: { 'disable-restricted-sg-rules': true } } })
    at.put(...served('one', 8080), ...served('two', 9443))
    await at.network()
    expect(await at.rules(nodeGroup)).toEqual([ours(8080), ours(9443)])
  })

  test('a port by the name that the container gives it', async () => {
    const at = place()
    const ports = [{ protocol: 'TCP', port: 'http' }]
    const networking = { ingress: [{ from: [{ securityGroup: { groupID: source } }], ports }] }
    at.put(...served('one', 8080, 'node-a', { networking }))
    await at.network()
    expect(await at.rules(nodeGroup)).toEqual([ours(8080)])
  })

  test('a range of addresses is kept as AWS keeps it, so that nothing is left to do', async () => {
    const at = place()
    const networking = { ingress: [{ from: [{ ipBlock: { cidr: '10.1.2.3/8' } }], ports: [] }] }
    at.put(...served('one', 8080, 'node-a', { networking }))
    await at.network()
    expect(await at.rules(nodeGroup)).toMatchObject([{ fromPort: 0, toPort: 65535, source: { cidr: '10.0.0.0/8' } }])
    expect((await at.network()).plan.steps).toEqual([])
  })

  test('what somebody made by hand does as well, and is not taken back', async () => {
    const at = place()
    const { description: _ours, ...byHand } = ours(8080)
    await at.grant(nodeGroup, byHand)
    at.put(...served('one', 8080))
    expect((await at.network()).plan.steps).toEqual([])
    at.remove('TargetGroupBinding', 'shop/one')
    at.clock.advance(600_000)
    await at.network()
    expect(await at.rules(nodeGroup)).toEqual([byHand])
  })

  test('what nobody wants goes when targets have drained, and not before', async () => {
    const at = place()
    at.put(...served('one', 8080), ...served('two', 8080, 'node-c'))
    await at.network()
    at.put(sliceManifest('shop/two', []))
    expect(await at.network()).toMatchObject({ again: 300_000, plan: { steps: [] } })
    at.clock.advance(300_000)
    await at.network()
    expect(await at.rules(otherGroup)).toEqual([])
    expect(await at.rules(nodeGroup)).toEqual([ours(8080)])
  })

  test('whose source no binding names any more goes at once', async () => {
    const at = place()
    at.put(...served('one', 8080))
    await at.network()
    at.remove('TargetGroupBinding', 'shop/one')
    await at.network()
    expect(await at.rules(nodeGroup)).toEqual([])
  })

  test('are taken back by nobody as long as it is not known what some binding wants', async () => {
    const at = place()
    await at.grant(nodeGroup, ours(1234))
    at.put(...served('one', 8080), podManifest('shop/one', { ip: '10.0.1.210', node: 'nowhere' }))
    const outlook = await at.network()
    expect(outlook.findings.map(({ code }) => code)).toEqual(['network/no-interface'])
    expect(outlook).toMatchObject({ complete: false, again: 15_000 })
    at.clock.advance(600_000)
    await at.network()
    expect(await at.rules(nodeGroup)).toEqual([ours(1234)])
  })

  test('are taken back by nobody as long as the cluster does not show all Pods', async () => {
    const at = place()
    await at.grant(nodeGroup, ours(1234))
    at.put(...served('one', 8080))
    at.remove('Pod', 'shop/one')
    expect(await at.network()).toMatchObject({ complete: false })
    at.clock.advance(600_000)
    await at.network()
    expect(await at.rules(nodeGroup)).toEqual([ours(1234)])
  })

  test('of which too many would go at once all stay, and somebody is told', async () => {
    const at = place()
    await at.grant(nodeGroup, ...[1, 2, 3, 4, 5, 6].map((port) => ours(port, port, 'sg-0aaa0000000000002')))
    at.put(...served('one', 8080))
    const { refused, plan } = await at.network()
    expect(refused?.code).toBe('network/revokes-too-many')
    expect(plan.steps.map(({ id }) => id)).toEqual([`AuthorizeSecurityGroupIngress ${nodeGroup}`])
    expect(await at.rules(nodeGroup)).toHaveLength(7)
  })

  test('in a group that is full come when others have gone', async () => {
    const at = place({ account: { limits: { permissionsPerSecurityGroup: 1 } } })
    await at.grant(nodeGroup, ours(1, 1, 'sg-0aaa0000000000002'))
    at.put(...served('one', 8080))
    await at.network()
    expect(await at.rules(nodeGroup)).toEqual([ours(1, 1, 'sg-0aaa0000000000002')])
    await at.network()
    expect(await at.rules(nodeGroup)).toEqual([ours(8080)])
  })

  test('for a Pod on a machine that is known cost nothing but the call that grants', async () => {
    const at = place()
    at.put(...served('one', 8080))
    await at.network()
    at.put(...served('two', 8081))
    at.calls()
    await at.network()
    expect(at.calls()).toEqual(['AuthorizeSecurityGroupIngress'])
    expect(await at.rules(nodeGroup)).toEqual([ours(8080), ours(8080, 8081)])
    at.clock.advance(300_000)
    await at.network()
    expect(await at.rules(nodeGroup)).toEqual([ours(8080, 8081)])
    at.calls()
    await at.network()
    expect(at.calls()).toEqual([])
  })

  test('are read again after a failure, and after some minutes', async () => {
    const at = place()
    at.put(...served('one', 8080))
    await at.network()
    // Somebody grants what we are about to grant.
    await at.grant(nodeGroup, ours(8080, 8081))
    at.put(...served('two', 8081))
    expect((await at.network()).plan.steps).toHaveLength(1)
    expect((await at.network()).plan.steps).toEqual([])
    at.calls()
    at.clock.advance(600_000)
    await at.network()
    expect(at.calls()).toContain('securityGroupRules')
  })
})

describe('one pass over all targets', () => {
  const ingress = ingressManifest('shop/one', { class: 'alb', services: ['one'] })
  const workload = served('one', 8080).slice(0, 3)

  test('opens the way, then registers, and finds nothing to do afterwards', async () => {
    const at = neighbourhood()
    at.put(...workload, ingress)
    await at.deploy()
    at.calls()
    const { bindings, findings } = await at.passOnce()
    expect(findings).toEqual([])
    expect(bindings.map(({ report }) => report.failed)).toEqual([[]])
    const writes = at.calls().filter((call) => /^[A-Z]/.test(call))
    expect(writes).toEqual(['AuthorizeSecurityGroupIngress', 'RegisterTargets'])
    expect((await at.targets()).map(({ state }) => state)).toEqual(['healthy'])
    at.calls()
    await at.passOnce()
    expect(at.calls().filter((call) => /^[A-Z]/.test(call))).toEqual([])
  })

  test('leaves rules that nobody wants while targets drain, and the next one takes them back', async () => {
    const at = neighbourhood()
    at.put(...workload, ingress)
    await at.deploy()
    await at.passOnce()
    at.put(sliceManifest('shop/one', []))
    await at.passOnce()
    expect(await at.rules(nodeGroup)).toHaveLength(1)
    at.clock.advance(300_000)
    await at.passOnce()
    expect(await at.rules(nodeGroup)).toEqual([])
  })
})
