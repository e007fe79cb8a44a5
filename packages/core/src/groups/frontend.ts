import type { Setting } from '../annotations/annotation.js'
import type { PortMapping } from '../annotations/codecs/frontend-nlb.js'
import { annotationAt } from '../annotations/read.js'
import { annotations, type Settings } from '../annotations/registry.js'
import { settle } from '../annotations/settle.js'
import { settleAll } from '../annotations/settle-all.js'
import { all, andThen, type Checked, each, findings, map, noting, ok, valueIn } from '../checked/checked.js'
import { type At, type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import type { Installation } from '../install.js'
import { refToObject } from '../kubernetes/object.js'
import { O, pipe } from '../prelude.js'
import { listsBy } from '../support/lists-by.js'
import type { ConfiguredMember } from './configure.js'
import type { Member } from './group.js'

/** A port of the network load balancer in front of a group. */
export interface FrontendListener extends PortMapping {
  readonly health: Settings<'FrontendListener'>
  /** Where the port was first asked for. */
  readonly at: At
}

/** The network load balancer in front of a group. */
export interface ConfiguredFrontend {
  /** Who asks for it. */
  readonly enabled: Setting<boolean>
  readonly settings: Settings<'Frontend'>
  /** By port in front, ascending. */
  readonly listeners: ReadonlyArray<FrontendListener>
}

/** A port in front that a member asks for. */
interface Asking extends PortMapping {
  readonly member: ConfiguredMember
  readonly at: At
}

const mappingKey = annotations.frontendNlbListenerPortMapping.key

const leftOut =
  (at: At) =>
  ({ nlbPort, albPort }: PortMapping): Diagnostic =>
    diagnostic(
      'frontend-nlb/unserved-port',
      at,
      `${nameOf(at.object)}: ${mappingKey} has ${nlbPort}=${albPort}, but the Ingress does not listen on port ${albPort}, so the entry is left out.`,
      `Let the Ingress listen on port ${albPort} with ${annotations.listenPorts.key}, or take the entry out.`
    )

/** The ports in front that a member asks for: those it maps to a port of its own, else the numbers of its own ports. */
const askedBy = (install: Installation, member: ConfiguredMember): Checked<ReadonlyArray<Asking>> =>
  pipe(
    settle(annotations.frontendNlbListenerPortMapping, [member], install),
    andThen((mapping) => {
      const object = refToObject('Ingress', member.ingress)
      const own = new Set(member.ports.map(({ port }) => port))
      if (O.isNone(mapping)) {
        const at = annotationAt(object, annotations.listenPorts.fullKey)
        return ok([...own].map((port): Asking => ({ nlbPort: port, albPort: port, member, at })))
      }
      const at = annotationAt(object, annotations.frontendNlbListenerPortMapping.fullKey)
      const served = mapping.value.value.filter(({ albPort }) => own.has(albPort))
      const others = mapping.value.value.filter(({ albPort }) => !own.has(albPort))
      return noting(
        others.map(leftOut(at)),
        served.map((pair): Asking => ({ ...pair, member, at }))
      )
    })
  )

const disagreement = (one: Asking, other: Asking): Diagnostic =>
  diagnostic(
    'group/disagree',
    other.at,
    `Port ${one.nlbPort} of the network load balancer leads ${nameOf(one.at.object)} to port ${one.albPort} and ${nameOf(other.at.object)} to port ${other.albPort}.`,
    `Use one port behind ${one.nlbPort} in ${mappingKey} of both; without it, a port leads to the same number.`,
    [{ at: one.at, message: 'the other port behind it' }]
  )

const configureListener = (
  install: Installation,
  asking: readonly [Asking, ...ReadonlyArray<Asking>]
): Checked<FrontendListener> => {
  const [first] = asking
  const { nlbPort, albPort, at } = first
  const members = asking.map(({ member }) => member)
  const others = asking.filter((other) => other.albPort !== albPort)
  const disagreements = others.map((other) => disagreement(first, other))
  return pipe(
    all({
      agreed: noting(disagreements, undefined),
      health: settleAll('FrontendListener', members, install)
    }),
    map(({ health }) => ({ nlbPort, albPort, at, health }))
  )
}

/** Who has no port in front is not asked for health checks; what could not be read there would be an error once it has one. */
const unread = (install: Installation, member: ConfiguredMember): ReadonlyArray<Diagnostic> =>
  findings(settleAll('FrontendListener', [member], install)).map(({ at, message, hint }) =>
    diagnostic('frontend-nlb/unread', at, `${message} It is not read now: the Ingress has no port in front.`, hint)
  )

const configureListeners = (
  install: Installation,
  members: ReadonlyArray<ConfiguredMember>
): Checked<ReadonlyArray<FrontendListener>> => {
  const asked = members.map((member) => ({ member, ports: askedBy(install, member) }))
  const idle = asked.filter(({ ports }) => valueIn(ports)?.length === 0)
  const asking = asked.flatMap(({ ports }) => valueIn(ports) ?? [])
  const byPort = listsBy(asking, ({ nlbPort }) => nlbPort)
  const ports = [...byPort.values()].sort(([a], [b]) => a.nlbPort - b.nlbPort)
  return pipe(
    all({
      asked: each(asked, ({ ports }) => ports),
      idle: noting(
        idle.flatMap(({ member }) => unread(install, member)),
        undefined
      ),
      listeners: each(ports, (sharing) => configureListener(install, sharing))
    }),
    map(({ listeners }) => listeners)
  )
}

/**
 * The network load balancer that a group asks for, if it asks for one. Only then is anything read of what is said about it.
 * `readable`: the members whose ports are known.
 */
export const frontendOf = (
  install: Installation,
  members: ReadonlyArray<Member>,
  readable: ReadonlyArray<ConfiguredMember>
): Checked<O.Option<ConfiguredFrontend>> =>
  pipe(
    settle(annotations.enableFrontendNlb, members, install),
    andThen((enabled): Checked<O.Option<ConfiguredFrontend>> => {
      if (!enabled.value) return ok(O.none)
      return pipe(
        all({
          enabled: ok(enabled),
          settings: settleAll('Frontend', members, install),
          listeners: configureListeners(install, readable)
        }),
        map(O.some<ConfiguredFrontend>)
      )
    })
  )
