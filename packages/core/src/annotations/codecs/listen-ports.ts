import { E, t } from '../../prelude.js'
import { type Codec, codec } from './codec.js'

const ListenPort = t.readonly(t.type({ protocol: t.union([t.literal('HTTP'), t.literal('HTTPS')]), port: t.number }))
/** A port on which an Ingress is served. */
export type ListenPort = t.TypeOf<typeof ListenPort>

/** The ports of `listen-ports`, each once. */
export const listenPorts: Codec<ReadonlyArray<ListenPort>> = codec({
  name: 'json',
  format: 'a JSON array',
  is: t.readonlyArray(ListenPort).is,
  read: () => E.left(['not read yet']),
  write: () => ''
})
