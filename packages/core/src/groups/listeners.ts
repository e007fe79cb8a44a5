import { annotationAt } from '../annotations/read.js'
import { annotations, families } from '../annotations/registry.js'
import { settle, settleOne } from '../annotations/settle.js'
import { settleAll } from '../annotations/settle-all.js'
import { all, andThen, type Checked, each, map, noting, ok } from '../checked/checked.js'
import { type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import type { Installation } from '../install.js'
import { refToObject } from '../kubernetes/object.js'
import { O, pipe } from '../prelude.js'
import { listsBy } from '../support/lists-by.js'
import type { ConfiguredListener, ConfiguredMember, ListenerPort } from './configure.js'

/** A member that asks for a port. */
interface Serving extends ListenerPort {
  readonly member: ConfiguredMember
}

const protocolsDisagree = (port: number, one: ConfiguredMember, other: ConfiguredMember): Diagnostic => {
  const first = refToObject('Ingress', one.ingress)
  const second = refToObject('Ingress', other.ingress)
  const key = annotations.listenPorts.fullKey
  return diagnostic(
    'group/disagree',
    annotationAt(second, key),
    `${nameOf(first)} and ${nameOf(second)} listen on port ${port}, one with HTTP and one with HTTPS.`,
    `Use one protocol for port ${port} in listen-ports of both, or other ports. Without listen-ports, certificate-arn means HTTPS 443.`,
    [{ at: annotationAt(first, key), message: 'the other protocol' }]
  )
}

const sslPolicyOf = (
  install: Installation,
  protocol: ListenerPort['protocol'],
  members: ReadonlyArray<ConfiguredMember>
): Checked<ConfiguredListener['sslPolicy']> =>
  protocol === 'HTTPS' ? pipe(settle(annotations.sslPolicy, members, install), map(O.some)) : ok(O.none)

/** The first member decides the protocol. */
const configureListener = (
  install: Installation,
  serving: readonly [Serving, ...ReadonlyArray<Serving>]
): Checked<ConfiguredListener> => {
  const [{ member: leader, port, protocol }] = serving
  const members = serving.map(({ member }) => member)
  const problems = serving
    .filter((each) => each.protocol !== protocol)
    .map(({ member }) => protocolsDisagree(port, leader, member))
  return pipe(
    all({
      settings: settleAll('Listener', members, install),
      sslPolicy: sslPolicyOf(install, protocol, members),
      attributes: settleOne(families.listenerAttributes, `${protocol}-${port}`, members)
    }),
    andThen((parts) => noting(problems, { port, protocol, members, ...parts }))
  )
}

/** The listeners that members ask for, by port, ascending. Error: two members ask for one port with different protocols. */
export const configureListeners = (
  install: Installation,
  members: ReadonlyArray<ConfiguredMember>
): Checked<ReadonlyArray<ConfiguredListener>> => {
  const asked = members.flatMap((member) => member.ports.map((port): Serving => ({ ...port, member })))
  const ports = [...listsBy(asked, ({ port }) => port)].sort(([a], [b]) => a - b)
  return each(ports, ([, serving]) => configureListener(install, serving))
}
