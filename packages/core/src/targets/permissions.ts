import type { Pod } from '../kubernetes/pod.js'
import type { BindingIngress } from '../kubernetes/target-group-binding.js'
import type { Permission } from '../resources/security-group.js'
import { isRange, maskedCidr } from '../support/cidr.js'
import { podsOf, type TargetEndpoint } from './endpoint.js'

/** What cannot be opened, and why. */
export type Unopened = { readonly unknownPort: string } | { readonly badSource: string }

type Source = Permission['source']
type Ports = readonly [fromPort: number, toPort: number]

const allPorts: Ports = [0, 65535]

// Where both are given the security group counts, as in the reference (AWS Load Balancer Controller 3.5).
const sourceOf = ({ securityGroup, ipBlock }: BindingIngress['from'][number]): Source | Unopened => {
  if (securityGroup !== undefined) return { securityGroup: securityGroup.groupID }
  const cidr = ipBlock?.cidr ?? ''
  if (!isRange(cidr)) return { badSource: cidr }
  // AWS shows ranges without the bits behind their prefix.
  return cidr.includes(':') ? { cidrIpv6: maskedCidr(cidr) } : { cidr: maskedCidr(cidr) }
}

const numbersOf = ({ containerPorts }: Pod, name: string): ReadonlyArray<number> =>
  containerPorts.filter((each) => each.name === name).map(({ port }) => port)

/** A port by name is what the containers of each Pod call so; a Node has no such names. */
const portsOf = (
  port: BindingIngress['ports'][number]['port'],
  endpoints: ReadonlyArray<TargetEndpoint>
): ReadonlyArray<Ports> | Unopened => {
  if (port === undefined) return [allPorts]
  if (typeof port === 'number') return [[port, port]]
  const pods = podsOf(endpoints)
  if (pods.length < endpoints.length || pods.some((pod) => numbersOf(pod, port).length === 0))
    return { unknownPort: port }
  return [...new Set(pods.flatMap((pod) => numbersOf(pod, port)))].sort((a, b) => a - b).map((each) => [each, each])
}

const isUnopened = (value: object): value is Unopened => 'unknownPort' in value || 'badSource' in value

/**
 * The permissions that a binding wants in one security group, for the endpoints that it guards. An empty list of ports means all of TCP, as
 * the API's documentation says.
 */
export const permissionsFor = (
  networking: ReadonlyArray<BindingIngress>,
  endpoints: ReadonlyArray<TargetEndpoint>
): { readonly permissions: ReadonlyArray<Permission>; readonly unopened: ReadonlyArray<Unopened> } => {
  const permissions: Array<Permission> = []
  const unopened: Array<Unopened> = []
  for (const { from, ports } of networking) {
    const asked = ports.length === 0 ? [{ protocol: 'TCP', port: undefined }] : ports
    for (const source of from.map(sourceOf)) {
      if (isUnopened(source)) {
        unopened.push(source)
        continue
      }
      for (const { protocol = 'TCP', port } of asked) {
        const ranges = portsOf(port, endpoints)
        if (isUnopened(ranges)) unopened.push(ranges)
        else
          for (const [fromPort, toPort] of ranges)
            permissions.push({ protocol: protocol.toLowerCase(), fromPort, toPort, source })
      }
    }
  }
  return { permissions, unopened }
}
