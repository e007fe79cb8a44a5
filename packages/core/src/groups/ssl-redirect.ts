import type { Setting } from '../annotations/annotation.js'
import { annotations } from '../annotations/registry.js'
import { type Checked, noting, refuse } from '../checked/checked.js'
import { type Diagnostic, diagnostic } from '../checked/diagnostic.js'
import { O } from '../prelude.js'
import { quoted } from '../support/wording.js'
import type { ConfiguredListener } from './configure.js'
import type { Member } from './group.js'

const isWholeNumber = (text: string): boolean => /^[+-]?\d+$/.test(text)

/** Class parameters that ask for a redirect to something that is no port: the redirect is off, and somebody should know. */
const unusableClasses = (members: ReadonlyArray<Member>): ReadonlyArray<Diagnostic> => {
  const texts = new Map<string, string>()
  for (const { params } of members) {
    const text = params?.sslRedirectPort
    if (params !== undefined && text !== undefined && !isWholeNumber(text)) texts.set(params.name, text)
  }
  return [...texts].map(([name, text]) =>
    diagnostic(
      'ssl-redirect/off',
      { object: { kind: 'IngressClassParams', name }, path: ['spec', 'sslRedirectPort'] },
      `IngressClassParams ${name}: sslRedirectPort is ${quoted(text)}, which is no port: the redirect to HTTPS is off for the whole group.`,
      'Write the port of an HTTPS listener as a number in quotes, such as "443".'
    )
  )
}

/** The HTTPS port to which all HTTP listeners of the group redirect. It must be a listener of the group, and speak HTTPS. */
export const redirectPort = (
  members: ReadonlyArray<Member>,
  setting: O.Option<Setting<number>>,
  listeners: ReadonlyArray<ConfiguredListener>
): Checked<O.Option<number>> => {
  const unusable = unusableClasses(members)
  if (unusable.length > 0) return noting(unusable, O.none)
  if (O.isNone(setting)) return noting([], O.none)
  const port = setting.value.value
  const target = listeners.find((listener) => listener.port === port)
  if (target?.protocol === 'HTTPS') return noting([], O.some(port))
  const [origin] = setting.value.origins
  const at = origin?.at ?? { object: { kind: 'Ingress', name: '' }, path: [] }
  const { key } = annotations.sslRedirect
  const ports = listeners.map((listener) => `${listener.protocol} ${listener.port}`).join(', ')
  return refuse(
    diagnostic(
      'ssl-redirect/target',
      at,
      target === undefined
        ? `${key} names port ${port}, on which the group does not listen. It listens on ${ports}.`
        : `${key} names port ${port}, which speaks HTTP. It must be an HTTPS port.`,
      `Name an HTTPS port in ${key}, or add {"HTTPS":${port}} to listen-ports.`
    )
  )
}
