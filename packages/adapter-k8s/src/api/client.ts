import type { Agent } from 'node:http'
import type { Fault, TE } from '@alb-ingress/core'

/** Certificates of a connection, as PEM. */
export interface TlsMaterial {
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
  readonly servername?: string
  readonly rejectUnauthorized?: boolean
}

/** What is sent with one request. */
export interface Access {
  readonly headers: Readonly<Record<string, string>>
  readonly tls: TlsMaterial
  /** Where requests must take a way of their own, such as through a proxy. */
  readonly agent?: Agent
}

/** Where an API server is, and how one gets in. */
export interface Endpoint {
  /** `https://host:port`, and a path where servers share an address. */
  readonly server: string
  /** The namespace that the user is in, where something says so. */
  readonly namespace?: string
  /** Asked before each request, because tokens and certificates are rotated. */
  readonly access: TE.TaskEither<Fault, Access>
}

/** One request. `what` is told in faults: `patch Ingress shop/cart`. */
export interface Call {
  readonly what: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** How the body of a PATCH is to be understood. */
  readonly patch?: 'merge' | 'strategic'
}

/** One event of a watch, as the API server writes it. */
export interface WatchEvent {
  readonly type: string
  readonly object: unknown
}

/** Who hears a watch. */
export interface WatchListener {
  /** The API server took the watch; events may be long in coming. */
  readonly opened: () => void
  readonly heard: (event: WatchEvent) => void
}

/** The API server, one request at a time. */
export interface Client {
  readonly server: string
  readonly namespace: string | undefined
  readonly call: (call: Call, signal?: AbortSignal) => TE.TaskEither<Fault, unknown>
  /** Ends when the API server ends the watch, as it does from time to time; a fault when it could not be started or broke. */
  readonly watch: (call: Call, listener: WatchListener, signal: AbortSignal) => TE.TaskEither<Fault, void>
  /** Lets go of connections that nobody uses. */
  readonly close: () => void
}
