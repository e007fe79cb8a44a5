import { type Diagnostic, diagnostic } from '../checked/diagnostic.js'
import type { SecurityGroupFact } from '../facts/facts.js'
import type { Cluster } from '../groups/cluster.js'
import type { Permission } from '../resources/security-group.js'
import { push } from '../support/lists-by.js'
import { quoted } from '../support/wording.js'
import type { Binding } from './binding.js'
import type { TargetEndpoint } from './endpoint.js'
import { guardingGroup, type Marks } from './guarding-group.js'
import { guardedBy, type NetworkFacts } from './interfaces.js'
import type { Contributed } from './network.js'
import { permissionsFor, type Unopened } from './permissions.js'

/** Whatever the account told of interfaces and of the groups that guard them. */
export interface GuardFacts extends NetworkFacts {
  readonly securityGroup: (id: string) => SecurityGroupFact | undefined
}

const nameOf = ({ id, behind }: TargetEndpoint): string =>
  'pod' in behind
    ? `the Pod ${behind.pod.namespace}/${behind.pod.name} (${id})`
    : `the node ${behind.node.name} (${id})`

const noInterface = ({ object }: Binding, endpoint: TargetEndpoint): Diagnostic =>
  diagnostic(
    'network/no-interface',
    { object, path: ['spec', 'networking'] },
    `No network interface of the account is that of ${nameOf(endpoint)}.`,
    'See whether it is in the VPC of the installation. Until it is found no rule on nodes and Pods is taken back.'
  )

const ambiguous = (
  { object }: Binding,
  endpoint: TargetEndpoint,
  ids: ReadonlyArray<string>,
  marks: Marks
): Diagnostic =>
  diagnostic(
    'network/ambiguous-group',
    { object, path: ['spec', 'networking'] },
    `The network interface of ${nameOf(endpoint)} has the security groups ${ids.join(', ') || 'of nobody'}, and not exactly one of them is marked for the cluster ${quoted(marks.clusterName)}.`,
    `Tag one of them with kubernetes.io/cluster/${marks.clusterName}: owned, and see whether the cluster is called so.`
  )

const unopenedFinding = ({ object }: Binding, unopened: Unopened): Diagnostic =>
  'unknownPort' in unopened
    ? diagnostic(
        'network/port-name',
        { object, path: ['spec', 'networking', 'ingress'] },
        `The port ${quoted(unopened.unknownPort)} is the name of none in the containers of some targets.`,
        'Give the number of the port, or name it in every Pod of the Service.'
      )
    : diagnostic(
        'network/source',
        { object, path: ['spec', 'networking', 'ingress'] },
        unopened.badSource === ''
          ? 'A rule says neither a security group nor a range of addresses.'
          : `${quoted(unopened.badSource)} is no range of addresses.`,
        'Write securityGroup.groupID, or ipBlock.cidr such as 10.0.0.0/8.'
      )

/** What one binding wants of the security groups that guard its endpoints: of each group for those that it guards. */
export const contributionOf = (
  cluster: Cluster,
  binding: Binding,
  endpoints: ReadonlyArray<TargetEndpoint>,
  facts: GuardFacts,
  marks: Marks
): Contributed => {
  const guarded = new Map<string, Array<TargetEndpoint>>()
  const because: Array<Diagnostic> = []
  for (const endpoint of endpoints) {
    const found = guardedBy(cluster, endpoint, facts)
    if (found === 'outside') continue
    const group = found === undefined ? undefined : guardingGroup(found.groups, facts.securityGroup, marks)
    if (found === undefined) because.push(noInterface(binding, endpoint))
    else if (group === undefined) because.push(ambiguous(binding, endpoint, found.groups, marks))
    else push(guarded, group, endpoint)
  }
  const wants = new Map<string, ReadonlyArray<Permission>>()
  for (const [group, behind] of guarded) {
    const { permissions, unopened } = permissionsFor(binding.spec.networking ?? [], behind)
    because.push(...unopened.map((each) => unopenedFinding(binding, each)))
    wants.set(group, permissions)
  }
  return because.length > 0 ? { is: 'unknown', because } : { is: 'known', wants }
}
