import type { AwsCall, BoundCall, ElementsCall, Subject, TagMap } from '../src/plan/call.js'
import type { Condition } from '../src/resources/condition.js'
import type { Spec } from '../src/resources/kinds.js'
import { clusterTag, resourceTag, stackTag } from '../src/resources/ownership.js'
import type { AwsKind } from '../src/resources/ref.js'

// Calls as `carryOut` binds them, for tests that talk to a port directly.

const stack = 'contract/stack'

/** What is about to be created. */
export const unborn = <K extends AwsKind>(kind: K): Subject<K> => ({ stack, kind, id: 'contract' })

export const existing = <K extends AwsKind>(kind: K, physicalId: string): Subject<K> => ({
  ...unborn(kind),
  physicalId
})

export const bound = (call: AwsCall): BoundCall => ({ ...call, bound: true })

export const create = <K extends AwsKind>(kind: K, action: string, spec: Partial<Spec<K>>): BoundCall =>
  // A record of one kind, which the union of all kinds cannot see while the kind is a parameter.
  bound({ do: 'create', kind, action, subject: unborn(kind), spec } as AwsCall)

export const modify = <K extends AwsKind>(
  kind: K,
  physicalId: string,
  action: string,
  fields: Partial<Spec<K>>
): BoundCall =>
  // As above.
  bound({ do: 'modify', kind, action, subject: existing(kind, physicalId), fields } as AwsCall)

export const remove = (kind: AwsKind, physicalId: string): BoundCall =>
  bound({ do: 'delete', kind, action: deletions[kind], subject: existing(kind, physicalId) })

const deletions: Readonly<Record<AwsKind, string>> = {
  LoadBalancer: 'DeleteLoadBalancer',
  Listener: 'DeleteListener',
  ListenerRule: 'DeleteRule',
  TargetGroup: 'DeleteTargetGroup',
  SecurityGroup: 'DeleteSecurityGroup',
  Certificate: 'DeleteCertificate'
}

export const change = (
  way: ElementsCall['do'],
  kind: AwsKind,
  physicalId: string,
  action: string,
  field: string,
  elements: ReadonlyArray<unknown>
): BoundCall => bound({ do: way, kind, action, subject: existing(kind, physicalId), field, elements })

export const detach = (kind: AwsKind, physicalId: string, action: string, field: string, value: unknown): BoundCall =>
  bound({ do: 'detach', kind, action, subject: existing(kind, physicalId), field, value })

export const tag = (kind: AwsKind, ids: ReadonlyArray<string>, tags: TagMap): BoundCall =>
  bound({
    do: 'tag',
    kind,
    action: kind === 'SecurityGroup' ? 'CreateTags' : 'AddTags',
    subjects: ids.map((id) => existing(kind, id)),
    tags
  })

export const untag = (kind: AwsKind, ids: ReadonlyArray<string>, tags: TagMap): BoundCall =>
  bound({
    do: 'untag',
    kind,
    action: kind === 'SecurityGroup' ? 'DeleteTags' : 'RemoveTags',
    subjects: ids.map((id) => existing(kind, id)),
    tags
  })

export const prioritise = (
  listener: string,
  moves: ReadonlyArray<{ readonly rule: string; readonly from: number; readonly to: number }>
): BoundCall =>
  bound({
    do: 'prioritise',
    kind: 'ListenerRule',
    action: 'SetRulePriorities',
    subject: existing('Listener', listener),
    rules: moves.map(({ rule, from, to }) => ({ rule: existing('ListenerRule', rule), from, to }))
  })

/** Tags of a resource that `observe` finds. */
export const ownedBy = (clusterName: string): TagMap => ({
  [clusterTag]: clusterName,
  [stackTag]: stack,
  [resourceTag]: 'contract'
})

/** A health check that AWS takes. */
export const healthCheck: Spec<'TargetGroup'>['healthCheck'] = {
  port: 'traffic-port',
  protocol: 'HTTP',
  path: '/',
  matcher: { httpCode: '200' },
  intervalSeconds: 15,
  timeoutSeconds: 5,
  healthyThresholdCount: 2,
  unhealthyThresholdCount: 2
}

export const pathIs = (...values: ReadonlyArray<string>): ReadonlyArray<Condition> => [
  { field: 'path-pattern', values }
]

export const forwardTo = (...targetGroups: ReadonlyArray<string>): Spec<'Listener'>['defaultActions'] => [
  { type: 'forward', targetGroups: targetGroups.map((targetGroup) => ({ targetGroup })) }
]

export const respond = (statusCode: string): Spec<'Listener'>['defaultActions'] => [
  { type: 'fixed-response', statusCode, contentType: 'text/plain' }
]
