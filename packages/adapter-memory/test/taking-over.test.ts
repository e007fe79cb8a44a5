import { existsSync, readFileSync } from 'node:fs'
import {
  type Action,
  type Aws,
  type Condition,
  E,
  type FoundResource,
  installation,
  type Permission,
  type Ports,
  planOf,
  survey,
  TE
} from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import { decodeAccountFile, memoryAws, memoryClock, memoryCluster, memoryKubernetes, worldFrom } from '../src/index.js'

// What AWS Load Balancer Controller 3.5 left after it had worked: AWS's answers, and the objects with their finalizers. It is kept beside the checkout.
const states = new URL('../../../../shared/testbed/reference-state/', import.meta.url)
const isThere = existsSync(states)

const read = (path: string): never => JSON.parse(readFileSync(new URL(path, states), 'utf8')) as never

interface KeyValue {
  readonly Key: string
  readonly Value: string
}

type ByArn<A> = Readonly<Record<string, A>>

const record = (pairs: ReadonlyArray<KeyValue> = []): Readonly<Record<string, string>> =>
  Object.fromEntries(pairs.map(({ Key, Value }) => [Key, Value]))

interface AwsAction {
  readonly Type: string
  readonly ForwardConfig?: {
    readonly TargetGroups: ReadonlyArray<{ readonly TargetGroupArn: string; readonly Weight?: number }>
  }
  readonly RedirectConfig?: { readonly Protocol?: string; readonly Port?: string; readonly StatusCode: string }
  readonly FixedResponseConfig?: {
    readonly StatusCode: string
    readonly ContentType?: string
    readonly MessageBody?: string
  }
}

const actionOf = ({ ForwardConfig, RedirectConfig, FixedResponseConfig }: AwsAction): Action => {
  if (ForwardConfig !== undefined) {
    const targetGroups = ForwardConfig.TargetGroups.map(({ TargetGroupArn, Weight }) => ({
      targetGroup: TargetGroupArn,
      ...(Weight === undefined ? {} : { weight: Weight })
    }))
    return { type: 'forward', targetGroups }
  }
  if (RedirectConfig !== undefined) {
    const { Protocol: protocol = '#{protocol}', Port: port = '#{port}', StatusCode: statusCode } = RedirectConfig
    return { type: 'redirect', protocol, port, statusCode }
  }
  const {
    StatusCode: statusCode = '',
    ContentType: contentType = '',
    MessageBody: messageBody = ''
  } = FixedResponseConfig ?? {}
  return { type: 'fixed-response', statusCode, contentType, messageBody }
}

interface AwsCondition {
  readonly Field: 'host-header' | 'path-pattern'
  readonly HostHeaderConfig?: { readonly Values: ReadonlyArray<string> }
  readonly PathPatternConfig?: { readonly Values: ReadonlyArray<string> }
}

const conditionOf = ({ Field, HostHeaderConfig, PathPatternConfig }: AwsCondition): Condition => ({
  field: Field,
  values: HostHeaderConfig?.Values ?? PathPatternConfig?.Values ?? []
})

interface AwsPermission {
  readonly IpProtocol: string
  readonly FromPort?: number
  readonly ToPort?: number
  readonly IpRanges?: ReadonlyArray<{ readonly CidrIp: string }>
  readonly UserIdGroupPairs?: ReadonlyArray<{ readonly GroupId: string }>
}

const permissionsOf = ({
  IpProtocol,
  FromPort = 0,
  ToPort = 0,
  IpRanges = [],
  UserIdGroupPairs = []
}: AwsPermission) => {
  const common = { protocol: IpProtocol, fromPort: FromPort, toPort: ToPort }
  return [
    ...IpRanges.map(({ CidrIp }): Permission => ({ ...common, source: { cidr: CidrIp } })),
    ...UserIdGroupPairs.map(({ GroupId }): Permission => ({ ...common, source: { securityGroup: GroupId } }))
  ]
}

/** AWS's answers of one state, as an adapter would give them. */
const foundIn = (state: string): ReadonlyArray<FoundResource> => {
  const of = (file: string): never => read(`${state}/aws/${file}.json`)
  const tags = new Map(
    (of('tags') as ReadonlyArray<{ ResourceArn: string; Tags: ReadonlyArray<KeyValue> }>).map((each) => [
      each.ResourceArn,
      record(each.Tags)
    ])
  )
  const common = (arn: string) => ({ physicalId: arn, tags: tags.get(arn) ?? {}, reported: {} })
  const found: Array<unknown> = []
  for (const each of of('load-balancers') as ReadonlyArray<Record<string, never>>) {
    found.push({
      kind: 'LoadBalancer',
      ...common(each.LoadBalancerArn ?? ''),
      reported: { dnsName: each.DNSName, state: 'active' },
      spec: {
        name: each.LoadBalancerName,
        type: each.Type,
        scheme: each.Scheme,
        ipAddressType: each.IpAddressType,
        securityGroups: each.SecurityGroups,
        subnetMappings: (each.AvailabilityZones ?? ([] as ReadonlyArray<{ SubnetId: string }>)).map(
          ({ SubnetId }: { readonly SubnetId: string }) => ({ subnetId: SubnetId })
        )
      }
    })
  }
  for (const each of of('target-groups') as ReadonlyArray<Record<string, never>>) {
    found.push({
      kind: 'TargetGroup',
      ...common(each.TargetGroupArn ?? ''),
      spec: {
        name: each.TargetGroupName,
        port: each.Port,
        vpcId: each.VpcId,
        ipAddressType: each.IpAddressType,
        targetType: each.TargetType,
        protocol: each.Protocol,
        protocolVersion: each.ProtocolVersion,
        healthCheck: {
          port: each.HealthCheckPort,
          protocol: each.HealthCheckProtocol,
          path: each.HealthCheckPath,
          matcher: { httpCode: (each.Matcher as unknown as { readonly HttpCode: string }).HttpCode },
          intervalSeconds: each.HealthCheckIntervalSeconds,
          timeoutSeconds: each.HealthCheckTimeoutSeconds,
          healthyThresholdCount: each.HealthyThresholdCount,
          unhealthyThresholdCount: each.UnhealthyThresholdCount
        }
      }
    })
  }
  for (const each of of('listeners') as ReadonlyArray<Record<string, never>>) {
    const certificates = (each.Certificates ?? []) as ReadonlyArray<{ readonly CertificateArn: string }>
    found.push({
      kind: 'Listener',
      ...common(each.ListenerArn ?? ''),
      owner: each.LoadBalancerArn,
      spec: {
        port: each.Port,
        protocol: each.Protocol,
        defaultActions: (each.DefaultActions as unknown as ReadonlyArray<AwsAction>).map(actionOf),
        ...(each.SslPolicy === undefined ? {} : { sslPolicy: each.SslPolicy }),
        ...(certificates[0] === undefined ? {} : { defaultCertificate: certificates[0].CertificateArn })
      }
    })
  }
  for (const [listener, rules] of Object.entries(of('rules') as ByArn<ReadonlyArray<Record<string, never>>>)) {
    for (const each of rules) {
      if (each.IsDefault) continue
      found.push({
        kind: 'ListenerRule',
        ...common(each.RuleArn ?? ''),
        owner: listener,
        spec: {
          priority: Number(each.Priority),
          actions: (each.Actions as unknown as ReadonlyArray<AwsAction>).map(actionOf),
          conditions: (each.Conditions as unknown as ReadonlyArray<AwsCondition>).map(conditionOf)
        }
      })
    }
  }
  for (const each of of('security-groups') as ReadonlyArray<Record<string, never>>) {
    found.push({
      kind: 'SecurityGroup',
      physicalId: each.GroupId,
      tags: record(each.Tags),
      reported: {},
      spec: {
        groupName: each.GroupName,
        description: each.Description,
        vpcId: each.VpcId,
        ingress: (each.IpPermissions as unknown as ReadonlyArray<AwsPermission>).flatMap(permissionsOf)
      }
    })
  }
  return found as ReadonlyArray<FoundResource>
}

const detailsIn = (state: string): Aws['details'] => {
  const of = (file: string): never => read(`${state}/aws/${file}.json`)
  const attributes: ByArn<ReadonlyArray<KeyValue>> = {
    ...(of('load-balancer-attributes') as ByArn<ReadonlyArray<KeyValue>>),
    ...(of('target-group-attributes') as ByArn<ReadonlyArray<KeyValue>>),
    ...(of('listener-attributes') as ByArn<ReadonlyArray<KeyValue>>)
  }
  const certificates = of('listener-certificates') as ByArn<
    ReadonlyArray<{ readonly CertificateArn: string; readonly IsDefault: boolean }>
  >
  return (needed) =>
    TE.right(
      needed.map((detail) => ({
        ...detail,
        value: E.right(
          detail.field === 'certificates'
            ? (certificates[detail.physicalId] ?? [])
                .filter(({ IsDefault }) => !IsDefault)
                .map((each) => each.CertificateArn)
            : record(attributes[detail.physicalId])
        )
      }))
    )
}

const planFor = async (state: string, found: ReadonlyArray<FoundResource> = foundIn(state)) => {
  const seed = read(`${state}/seed.json`) as { readonly region: string; readonly cluster: string; readonly vpc: string }
  const decoded = decodeAccountFile({ region: seed.region, clusterName: seed.cluster, vpcId: seed.vpc })
  if (decoded._tag === 'Left') throw new Error(JSON.stringify(decoded.left))
  const clock = memoryClock(0)
  const aws = {
    ...memoryAws(worldFrom(decoded.right), clock),
    observe: () => TE.right(found),
    details: detailsIn(state)
  }
  const manifests = read(`${state}/manifests.json`) as { readonly items: ReadonlyArray<never> }
  const left = read(`${state}/left.json`) as { readonly items: ReadonlyArray<never> }
  const cluster = memoryCluster([...manifests.items, ...left.items], undefined)
  const ports: Ports = { aws, kubernetes: memoryKubernetes(cluster, clock), clock }
  const install = installation({
    clusterName: seed.cluster,
    region: seed.region,
    accountId: '123456789012',
    vpcId: seed.vpc
  })
  const outlook = await survey(ports, install)({})()
  if (E.isLeft(outlook)) throw new Error(JSON.stringify(outlook.left))
  return { findings: outlook.right.findings, steps: planOf(outlook.right).plan.steps }
}

describe.skipIf(!isThere)(
  'what AWS Load Balancer Controller 3.5 left (skipped where the recorded state is not beside the checkout)',
  () => {
    test.each([
      { state: 's1', about: 'one Ingress with HTTPS and three Services' },
      { state: 's2', about: 'fifty Ingresses in one group' }
    ])('of $about is taken over without a change', async ({ state }) => {
      const { findings, steps } = await planFor(state)
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
      expect(steps.map(({ id, causes }) => [id, causes])).toEqual([])
    })

    test('is mended by one call after somebody else has changed one thing', async () => {
      const resource = 'app/s2-05-s2-10:80'
      const changed = foundIn('s2').map((each): FoundResource => {
        if (each.kind !== 'TargetGroup' || each.tags['ingress.k8s.aws/resource'] !== resource) return each
        const { healthCheck } = each.spec
        return healthCheck === undefined
          ? each
          : { ...each, spec: { ...each.spec, healthCheck: { ...healthCheck, path: '/elsewhere' } } }
      })
      const { steps } = await planFor('s2', changed)
      expect(steps.map(({ id }) => id)).toEqual([`ModifyTargetGroup g2 ${resource}`])
    })
  }
)
