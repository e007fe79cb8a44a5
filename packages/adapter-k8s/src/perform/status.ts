import type { Fault, PublishedHost, TE } from '@alb-ingress/core'
import { overwrite, type WriteOf, type Writer } from './writer.js'

/** Publishes where an Ingress is served. */
export const publish = (writer: Writer, write: WriteOf<'status'>): TE.TaskEither<Fault, void> =>
  overwrite(writer, write, { status: { loadBalancer: { ingress: write.status.map(shown) } } }, 'status')

const shown = ({ hostname, ports }: PublishedHost): unknown => {
  if (typeof hostname !== 'string') throw new Error(`a status still refers to ${hostname.kind} ${hostname.id}`)
  return {
    hostname,
    ...(ports.length === 0 ? {} : { ports: ports.map((port) => ({ port, protocol: 'TCP' })) })
  }
}
