import { annotationAt } from '../../annotations/read.js'
import { annotations } from '../../annotations/registry.js'
import { valueIn } from '../../checked/checked.js'
import { nameOf } from '../../checked/diagnostic.js'
import type { ConfiguredMember, ListenerPort } from '../../groups/configure.js'
import { refToObject } from '../../kubernetes/object.js'
import { O } from '../../prelude.js'
import { anIngress, certificate } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import type { Rule } from '../rule.js'
import type { LintedGroup } from '../view.js'

const { fullKey, key } = annotations.listenPorts

const saysPorts = ({ ingress }: ConfiguredMember): boolean => ingress.annotations[fullKey] !== undefined

const words = (ports: ReadonlyArray<ListenerPort>): string =>
  ports.map(({ protocol, port }) => `${protocol} ${port}`).join(' and ')

const inMember = (
  member: ConfiguredMember,
  explicit: ConfiguredMember,
  missing: ReadonlyArray<ListenerPort>,
  isRedirected: boolean
): Finding => {
  const object = refToObject('Ingress', member.ingress)
  const other = refToObject('Ingress', explicit.ingress)
  const lost = isRedirected && member.ports.every(({ protocol }) => protocol === 'HTTP')
  const rest = lost
    ? 'That listener only redirects to HTTPS, so nobody reaches its rules.'
    : 'Requests to the other listeners do not find its rules.'
  return finding(
    'lint/listen-ports-missing',
    { object, path: ['metadata', 'annotations'] },
    `${nameOf(object)} has no annotation ${key}, so its rules are on ${words(member.ports)} only, and not on ${words(missing)} of its group. ${rest}`,
    `Give it ${key} as ${nameOf(other)} has it.`,
    { related: [{ at: annotationAt(other, fullKey), message: 'the ports of the other member' }] }
  )
}

const inGroup = ({ configured }: LintedGroup): ReadonlyArray<Finding> => {
  const members = (configured?.members ?? []).flatMap((member) => valueIn(member) ?? [])
  const explicit = members.find(saysPorts)
  if (explicit === undefined || members.length < 2) return []
  const shared = configured && valueIn(configured.shared)
  const isRedirected = shared !== undefined && O.isSome(shared.redirectPort)
  const listeners: ReadonlyArray<ListenerPort> = shared?.listeners ?? explicit.ports
  return members.flatMap((member) => {
    if (saysPorts(member) || member.ingress.rules.length === 0) return []
    const served = new Set(member.ports.map(({ port }) => port))
    // What an HTTP listener would redirect anyway is not missed.
    const missing = listeners.filter(
      ({ port, protocol }) => !served.has(port) && !(isRedirected && protocol === 'HTTP')
    )
    return missing.length === 0 ? [] : [inMember(member, explicit, missing, isRedirected)]
  })
}

export const listenPortsMissing: Rule = {
  code: 'lint/listen-ports-missing',
  page: {
    why: 'listen-ports of one member counts for that member alone. Another member of the group without it gets HTTP 80, or HTTPS 443 with certificate-arn: its rules are missing on all other listeners, and its requests get 404 there, or another member answers them.',
    remedy: 'Write the same listen-ports on every member of the group.'
  },
  valid: [
    [
      anIngress({ 'group.name': 'shop', 'listen-ports': '[{"HTTP":80},{"HTTP":8080}]' }, { name: 'a' }),
      anIngress(
        { 'group.name': 'shop', 'listen-ports': '[{"HTTP":80},{"HTTP":8080}]' },
        { name: 'b', spec: { rules: [{ host: 'b.shop.example', http: { paths: [] } }] } }
      )
    ]
  ],
  invalid: [
    [
      anIngress(
        {
          'group.name': 'shop',
          'listen-ports': '[{"HTTP":80},{"HTTPS":443}]',
          'certificate-arn': certificate,
          'ssl-redirect': '443'
        },
        { name: 'a' }
      ),
      anIngress(
        { 'group.name': 'shop' },
        { name: 'b', spec: { rules: [{ host: 'b.shop.example', http: { paths: [] } }] } }
      )
    ]
  ],
  run: ({ groups }) => groups.flatMap(inGroup)
}
