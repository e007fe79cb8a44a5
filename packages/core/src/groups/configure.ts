import type { Setting } from '../annotations/annotation.js'
import type { Capacity } from '../annotations/codecs/capacity.js'
import type { MutualAuthentication } from '../annotations/codecs/mutual-authentication.js'
import { formerIn } from '../annotations/former.js'
import { withOwnPrefix } from '../annotations/prefix.js'
import type { Asked } from '../annotations/read.js'
import { annotations, type Settings } from '../annotations/registry.js'
import { settle } from '../annotations/settle.js'
import { settleAll } from '../annotations/settle-all.js'
import { all, andThen, type Checked, findings, map, noting, ok, valueIn } from '../checked/checked.js'
import type { Diagnostic } from '../checked/diagnostic.js'
import type { Installation } from '../install.js'
import { O, pipe } from '../prelude.js'
import { type CertificateRequest, certificateRequest } from './certificate-request.js'
import { protectedLeavers } from './deletion-protection.js'
import { type ConfiguredFrontend, frontendOf } from './frontend.js'
import type { IngressGroup, Member } from './group.js'
import { configureListeners } from './listeners.js'
import { restrictedScheme } from './restrict-scheme.js'
import { redirectPort } from './ssl-redirect.js'
import { type WebAclChoice, webAclChoice } from './web-acl.js'

/** A port on which a load balancer listens, and what it speaks there. */
export interface ListenerPort {
  readonly port: number
  readonly protocol: 'HTTP' | 'HTTPS'
}

/** A member and the listeners that serve it. */
export interface ConfiguredMember extends Asked {
  readonly ports: ReadonlyArray<ListenerPort>
  /** A certificate that is to be made for the member. */
  readonly certificateRequest: O.Option<CertificateRequest>
  /** Certificates that the member names itself; without them, and without one that is made, they are looked up. */
  readonly certificateArn: O.Option<Setting<ReadonlyArray<string>>>
  /** What the member says of the certificates of clients, whichever ports it is served on. */
  readonly mutualAuthentication: O.Option<Setting<ReadonlyArray<MutualAuthentication>>>
}

/** A listener of the group, and the members it serves in group order. */
export interface ConfiguredListener extends ListenerPort {
  readonly members: ReadonlyArray<ConfiguredMember>
  readonly settings: Settings<'Listener'>
  /** Only of HTTPS listeners. */
  readonly sslPolicy: O.Option<Setting<string>>
  readonly attributes: O.Option<Setting<Readonly<Record<string, string>>>>
}

/** What the members of a group share. */
export interface SharedSettings {
  readonly loadBalancer: Settings<'LoadBalancer'>
  /** Whether nodes and pods are opened for the load balancer; read only where security groups are given. */
  readonly manageBackendRules: Setting<boolean>
  readonly webAcl: O.Option<WebAclChoice>
  /** The capacity that is asked for; not read while the gate is off. */
  readonly capacity: O.Option<Setting<Capacity>>
  /** By port, ascending. */
  readonly listeners: ReadonlyArray<ConfiguredListener>
  /** The network load balancer in front, where there is one. */
  readonly frontend: O.Option<ConfiguredFrontend>
  /** The HTTPS port to which every HTTP listener redirects. */
  readonly redirectPort: O.Option<number>
}

/** A group with all its settings. Each member is checked for itself, and so is what they share. */
export interface ConfiguredGroup {
  readonly install: Installation
  readonly group: IngressGroup
  readonly members: ReadonlyArray<Checked<ConfiguredMember>>
  readonly shared: Checked<SharedSettings>
}

const portsOf = (
  { listenPorts, certificateArn }: Settings<'Ingress'>,
  request: O.Option<CertificateRequest>
): ReadonlyArray<ListenerPort> => {
  if (O.isSome(listenPorts)) return listenPorts.value.value
  const hasCertificate = O.isSome(certificateArn) || O.isSome(request)
  return hasCertificate ? [{ port: 443, protocol: 'HTTPS' }] : [{ port: 80, protocol: 'HTTP' }]
}

const configureMember =
  (install: Installation) =>
  ({ ingress, params }: Member): Checked<ConfiguredMember> => {
    const asked: Asked = { ingress, params }
    return pipe(
      all({ settings: settleAll('Ingress', [asked], install), request: certificateRequest(install, asked) }),
      map(
        ({ settings, request }): ConfiguredMember => ({
          ...asked,
          ports: portsOf(settings, request),
          certificateArn: settings.certificateArn,
          certificateRequest: request,
          mutualAuthentication: settings.mutualAuthentication
        })
      ),
      andThen((member) => noting(formerIn('Ingress', ingress), member))
    )
  }

/** The annotation is read only where security groups are given. */
const manageBackendRules = (
  install: Installation,
  { members }: IngressGroup,
  loadBalancer: Checked<Settings<'LoadBalancer'>>
): Checked<Setting<boolean>> => {
  const given = valueIn(loadBalancer)?.securityGroups ?? O.none
  return O.isSome(given) && given.value.value.length > 0
    ? settle(annotations.manageBackendSecurityGroupRules, members, install)
    : ok({ value: install.manageBackendSecurityGroupRules, origins: [] })
}

/** Settles every setting of a group that does not need the account: class parameters over annotations over defaults. */
export const configure =
  (install: Installation) =>
  (group: IngressGroup): ConfiguredGroup => {
    const members = group.members.map(configureMember(install))
    const readable = members.flatMap((member) => valueIn(member) ?? [])
    const loadBalancer = settleAll('LoadBalancer', group.members, install)
    const parts = all({
      loadBalancer,
      manageBackendRules: manageBackendRules(install, group, loadBalancer),
      webAcl: webAclChoice(group.members, install),
      capacity: install.gates.LBCapacityReservation
        ? settle(annotations.minimumLoadBalancerCapacity, group.members, install)
        : ok(O.none),
      listeners: configureListeners(install, readable),
      frontend: frontendOf(install, group.members, readable),
      refused: noting([...protectedLeavers(group), ...restrictedScheme(install, group, loadBalancer)], undefined)
    })
    // With a member that cannot be read, nobody knows on which ports the group listens.
    const isComplete = readable.length === members.length
    const shared = pipe(
      parts,
      andThen(({ refused: _, ...rest }) =>
        pipe(
          isComplete ? redirectPort(group.members, rest.loadBalancer.sslRedirect, rest.listeners) : ok(O.none),
          map((port): SharedSettings => ({ ...rest, redirectPort: port }))
        )
      )
    )
    return { install, group, members, shared }
  }

/** Everything that was noticed while configuring, of members and of what they share. */
export const configurationFindings = ({ install, members, shared }: ConfiguredGroup): ReadonlyArray<Diagnostic> =>
  withOwnPrefix([...members.flatMap(findings), ...findings(shared)], install.annotationsPrefix)
