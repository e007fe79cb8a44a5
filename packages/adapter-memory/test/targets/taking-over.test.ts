import { existsSync, readFileSync } from 'node:fs'
import {
  type Aws,
  clusterFrom,
  decodeObject,
  type GrantedPermission,
  installation,
  type Ports,
  reconcileTargets,
  type Step,
  targetBindings
} from '@alb-ingress/core'
import { awsCalls } from '@alb-ingress/core/testing'
import { describe, expect, test } from 'vitest'
import {
  type AccountFile,
  memoryAws,
  memoryClock,
  memoryCluster,
  memoryKubernetes,
  worldFrom
} from '../../src/index.js'
import { orThrow } from './neighbourhood.js'

// What AWS Load Balancer Controller 3.5 left after it had worked. It is kept beside the checkout.
const states = new URL('../../../../../shared/testbed/reference-state/', import.meta.url)
const isThere = existsSync(states)
const read = (path: string) => JSON.parse(readFileSync(new URL(path, states), 'utf8'))

interface SeededNode {
  readonly instanceId: string
  readonly zone: string
  readonly ip: string
  readonly podIps: ReadonlyArray<string>
}

interface Granting {
  readonly IpProtocol: string
  readonly FromPort?: number
  readonly ToPort?: number
  readonly UserIdGroupPairs: ReadonlyArray<{ readonly GroupId: string; readonly Description?: string }>
}

/** Rules of which a security group is the source; no others were left on nodes. */
const rulesIn = (permissions: ReadonlyArray<Granting>): ReadonlyArray<GrantedPermission> =>
  permissions.flatMap(({ IpProtocol: protocol, FromPort = 0, ToPort = 0, UserIdGroupPairs }) =>
    UserIdGroupPairs.map(({ GroupId, Description }) => ({
      ...{ protocol, fromPort: FromPort, toPort: ToPort, source: { securityGroup: GroupId } },
      ...(Description === undefined ? {} : { description: Description })
    }))
  )

const accountOf = (state: string): AccountFile => {
  const { region, vpc, nodes, nodeSG } = read(`${state}/seed.json`)
  const groups: ReadonlyArray<Record<string, never>> = read(`${state}/aws/security-groups.json`)
  return {
    ...{ region, accountId: '123456789012', clusterName: 't1', vpcId: vpc, vpcCidrs: ['10.0.0.0/16'] },
    instances: nodes.map(({ instanceId, zone, ip, podIps }: SeededNode) => ({
      ...{ id: instanceId, az: zone },
      networkInterfaces: [{ privateIpAddresses: [ip, ...podIps], securityGroups: [nodeSG] }]
    })),
    targetGroups: Object.keys(read(`${state}/aws/target-health.json`)).map((arn) => ({
      ...{ arn, name: arn.split('/')[1] ?? '', targetType: 'ip' }
    })),
    resources: {
      securityGroups: groups.map(({ GroupId, GroupName, Description, VpcId, IpPermissions, Tags }) => ({
        ...{ id: GroupId ?? '', name: GroupName ?? '', description: Description ?? '', vpcId: VpcId ?? '' },
        ingress: rulesIn(IpPermissions ?? []),
        tags: Object.fromEntries(((Tags ?? []) as ReadonlyArray<Record<string, string>>).map((t) => [t.Key, t.Value]))
      }))
    }
  }
}

const registered = async (aws: Aws, state: string): Promise<void> => {
  const health: Record<string, ReadonlyArray<{ Target: { Id: string; Port: number } }>> = read(
    `${state}/aws/target-health.json`
  )
  for (const [arn, targets] of Object.entries(health)) {
    const elements = targets.map(({ Target: { Id, Port } }) => ({ id: Id, port: Port }))
    orThrow(await aws.perform(awsCalls.change('add', 'TargetGroup', arn, 'RegisterTargets', 'targets', elements))())
  }
}

/** One pass over all targets of a state; the steps that call AWS. */
const takeOver = async (state: string, change: (ports: Ports) => Promise<void> = async () => undefined) => {
  const file = accountOf(state)
  const clock = memoryClock()
  const objects = [...read(`${state}/manifests.json`).items, ...read(`${state}/left.json`).items]
  const aws = memoryAws(worldFrom(file), clock)
  await registered(aws, state)
  const ports: Ports = { aws, kubernetes: memoryKubernetes(memoryCluster(objects), clock), clock }
  await change(ports)
  const { region = '', vpcId = '' } = file
  const install = installation({ clusterName: 't1', region, accountId: '123456789012', vpcId })
  const cluster = clusterFrom(install, objects.map(decodeObject))
  const bindings = targetBindings(cluster, { stacks: new Map(), rulesPerLoadBalancer: 100 })
  const performed: Array<Step> = []
  const onProgress = ({ step, event }: { step: Step; event: string }) => {
    if (event === 'done' && step.on === 'aws') performed.push(step)
  }
  const pass = orThrow(await reconcileTargets(ports, install)(cluster, bindings, { concurrency: 4, onProgress })())
  expect(pass.findings).toEqual([])
  expect(pass.bindings.length).toBeGreaterThan(2)
  return performed
}

describe.skipIf(!isThere)('targets of the reference (skipped where its state is not beside the checkout)', () => {
  test.each(['s1', 's2'])('of %s are as they should be, and so are the rules that lead to them', async (state) => {
    expect(await takeOver(state)).toEqual([])
  })

  test('of which one is missing, one call brings it back', async () => {
    const [arn = ''] = Object.keys(read('s1/aws/target-health.json'))
    const performed = await takeOver('s1', async ({ aws }) => {
      const elements = [{ id: '10.0.100.50', port: 8080 }]
      const call = awsCalls.change('remove', 'TargetGroup', arn, 'DeregisterTargets', 'targets', elements)
      orThrow(await aws.perform(call)())
    })
    expect(performed).toMatchObject([{ call: { action: 'RegisterTargets', elements: [{ id: '10.0.100.50' }] } }])
  })

  test('to which a rule is missing, one call brings it back', async () => {
    const { nodeSG } = read('s1/seed.json')
    const performed = await takeOver('s1', async ({ aws }) => {
      const group = accountOf('s1').resources?.securityGroups?.find(({ id }) => id === nodeSG)
      const call = awsCalls.change(
        ...(['remove', 'SecurityGroup', nodeSG, 'RevokeSecurityGroupIngress', 'ingress'] as const),
        group?.ingress ?? []
      )
      orThrow(await aws.perform(call)())
    })
    expect(performed).toMatchObject([{ call: { action: 'AuthorizeSecurityGroupIngress' } }])
  })
})
