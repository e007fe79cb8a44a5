import type { Area } from '../annotations/annotation.js'
import type { Asked } from '../annotations/read.js'
import { families } from '../annotations/registry.js'
import { valueIn } from '../checked/checked.js'
import type { ConfiguredGroup, ConfiguredListener, ConfiguredMember } from '../groups/configure.js'
import { keyOfObject } from '../kubernetes/object.js'
import { refsIn } from '../resources/ref.js'
import { type Resource, resourcesOf, type Stack } from '../resources/stack.js'

/** Something that settings are asked for: who is asked, and which resources the answer reaches. */
export interface Scope {
  /** `load balancer`, `listener 443`, `Ingress shop/web`, `target group shop/web-cart:80`. */
  readonly about: string
  readonly areas: ReadonlyArray<Area>
  readonly asked: ReadonlyArray<Asked>
  readonly reaches: (resource: Resource) => boolean
  /** The families that are asked here, by the variable parts of their keys. */
  readonly variables: Partial<Readonly<Record<keyof typeof families, ReadonlyArray<string>>>>
}

const isOfFrontend = ({ id }: Resource): boolean => id.startsWith('FrontendNlb')

const loadBalancerScope = (asked: ReadonlyArray<Asked>): Scope => ({
  about: 'load balancer',
  areas: ['LoadBalancer', 'WebAcl', 'BackendRules'],
  asked,
  reaches: (resource) => !isOfFrontend(resource),
  variables: {}
})

const frontendScope = (asked: ReadonlyArray<Asked>): Scope => ({
  about: 'network load balancer in front',
  areas: ['FrontendSwitch', 'Frontend'],
  asked,
  reaches: isOfFrontend,
  variables: {}
})

const listenerScope = (listener: ConfiguredListener): Scope => ({
  about: `listener ${listener.port}`,
  areas: listener.protocol === 'HTTPS' ? ['Listener', 'Tls'] : ['Listener'],
  asked: listener.members,
  reaches: ({ kind, id }) => (kind === 'Listener' ? id === String(listener.port) : kind === 'SecurityGroup'),
  variables: { listenerAttributes: [`${listener.protocol}-${listener.port}`] }
})

// The variable part of a key that an Ingress has is what follows the key of its family.
const variablesOf = (member: ConfiguredMember, name: keyof typeof families): ReadonlyArray<string> => {
  const start = families[name].fullKey('')
  return Object.keys(member.ingress.annotations).flatMap((key) =>
    key.startsWith(start) ? [key.slice(start.length)] : []
  )
}

const memberScope = (member: ConfiguredMember): Scope => {
  const key = keyOfObject(member.ingress)
  const ports = new Set(member.ports.map(({ port }) => String(port)))
  // A rule does not say whose it is, but the target groups that it forwards to do.
  const isOwnRule = ({ spec }: Resource): boolean =>
    refsIn(spec).some(({ kind, id }) => kind === 'TargetGroup' && id.startsWith(`${key}-`))
  return {
    about: `Ingress ${key}`,
    areas: ['Group', 'Ingress', 'CreatedCertificate', 'Rule', 'FrontendPorts', 'FrontendListener'],
    asked: [member],
    reaches: (resource) =>
      resource.kind === 'Listener' ? ports.has(resource.id) : resource.kind === 'ListenerRule' && isOwnRule(resource),
    variables: {
      actions: variablesOf(member, 'actions'),
      conditions: variablesOf(member, 'conditions'),
      transforms: variablesOf(member, 'transforms')
    }
  }
}

/** Target groups by the member that asked for them: ids begin with the Ingress, a dash, and the Service. */
const targetGroupScopes = (
  members: ReadonlyArray<ConfiguredMember>,
  services: ConfiguredGroup['group']['services'],
  stack: Stack
): ReadonlyArray<Scope> => {
  const byKey = new Map(members.map((member) => [keyOfObject(member.ingress), member]))
  return resourcesOf(stack, 'TargetGroupBinding').flatMap(({ id, spec }): ReadonlyArray<Scope> => {
    const { name, port } = spec.spec.serviceRef
    const service = services.get(keyOfObject({ namespace: spec.namespace, name }))
    const member = byKey.get(id.slice(0, -`-${name}:${port}`.length))
    if (service === undefined || member === undefined) return []
    return [
      {
        about: `target group ${id}`,
        areas: ['TargetGroup', 'Nodes', 'Authentication'],
        asked: [{ ingress: member.ingress, params: member.params, service }],
        reaches: (resource) =>
          (resource.kind === 'TargetGroup' || resource.kind === 'TargetGroupBinding') && resource.id === id,
        variables: { targetControlPort: [`${name}.${port}`] }
      }
    ]
  })
}

/** Everything in a group that has settings, from what all share to what is one backend's own. */
export const scopesOf = ({ group, members, shared }: ConfiguredGroup, stack: Stack): ReadonlyArray<Scope> => {
  const readable = members.flatMap((member) => valueIn(member) ?? [])
  const settings = valueIn(shared)
  return [
    loadBalancerScope(group.members),
    frontendScope(group.members),
    ...(settings?.listeners ?? []).map(listenerScope),
    ...readable.map(memberScope),
    ...targetGroupScopes(readable, group.services, stack)
  ]
}
