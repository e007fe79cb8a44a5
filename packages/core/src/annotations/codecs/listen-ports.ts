import { t } from '../../prelude.js'
import type { Codec, Remark } from './codec.js'
import { json } from './json.js'
import { arrayOf, integerBetween, type JsonType, mapOf, type Notes, refined, refuse } from './json-types.js'
import { notAmong } from './text.js'

const Protocol = t.union([t.literal('HTTP'), t.literal('HTTPS')])
const ListenPort = t.readonly(t.type({ protocol: Protocol, port: t.number }))
/** A port on which an Ingress is served. */
export type ListenPort = t.TypeOf<typeof ListenPort>

/** One entry: perhaps several ports, as in `{"HTTP":80,"HTTPS":443}`. The protocols are data here, so their letters count. */
const entry: JsonType<ReadonlyArray<ListenPort>> = refined(mapOf(integerBetween(1, 65535)), (ports, at, notes) => {
  const byPort = new Map<number, ListenPort>()
  for (const [protocol, port] of ports) {
    if (!Protocol.is(protocol)) refuse(notes, `${at}: the protocol`, notAmong(['HTTP', 'HTTPS'], protocol))
    else if (byPort.has(port)) refuse(notes, at, `must not serve HTTP and HTTPS on port ${port}: members have no order`)
    else byPort.set(port, { protocol, port })
  }
  return [...byPort.values()]
})

const remark = (notes: Notes, kind: Remark['kind'], message: string): void => {
  notes.remarks.push({ kind, message })
}

/** Each port once, at the place of the entry that counts: the last. */
const inEffect = (
  entries: ReadonlyArray<ReadonlyArray<ListenPort>>,
  at: string,
  notes: Notes
): ReadonlyArray<ListenPort> | undefined => {
  if (entries.length === 0) return refuse(notes, at, 'must have at least one entry, such as {"HTTP":80}')
  const byPort = new Map<number, ListenPort>()
  for (const listenPort of entries.flat()) {
    const { port, protocol } = listenPort
    const isRepeated = byPort.delete(port)
    if (isRepeated) remark(notes, 'unused-entry', `port ${port} is given twice; the later entry, ${protocol}, wins`)
    byPort.set(port, listenPort)
  }
  if (byPort.size === 0) remark(notes, 'no-effect', 'the entries are empty, so the Ingress is served on no port')
  return [...byPort.values()]
}

/**
 * The ports of `listen-ports`, each once: of two entries for one port the later counts. Both protocols on one port in one object are
 * refused, where the reference takes one of them at random.
 */
export const listenPorts: Codec<ReadonlyArray<ListenPort>> = json({
  type: refined(arrayOf(entry), inEffect),
  format: 'a JSON array of objects with a port for HTTP, for HTTPS or for both, such as [{"HTTP":80},{"HTTPS":443}]',
  is: t.readonlyArray(ListenPort).is,
  write: (ports) => (ports.length === 0 ? [{}] : ports.map(({ protocol, port }) => ({ [protocol]: port })))
})
