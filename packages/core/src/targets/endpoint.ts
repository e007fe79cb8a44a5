import type { Node } from '../kubernetes/node.js'
import type { Pod } from '../kubernetes/pod.js'

/** Who should receive traffic: a Pod at its address, or a Node at the port that a Service has there. */
export interface TargetEndpoint {
  /** An address, or an instance id. */
  readonly id: string
  readonly port: number
  readonly behind: { readonly pod: Pod } | { readonly node: Node }
}

/** How endpoints and targets are told apart: zones are no part of it. */
export const targetKey = ({ id, port }: { readonly id: string; readonly port: number }): string => `${id}:${port}`

/** When the Pod or Node was made, in milliseconds since 1970: another one at the same address is another endpoint. */
export const createdOf = ({ behind }: TargetEndpoint): number =>
  'pod' in behind ? behind.pod.created : behind.node.created

/** The Pods behind endpoints; Nodes are left out. */
export const podsOf = (endpoints: ReadonlyArray<TargetEndpoint>): ReadonlyArray<Pod> =>
  endpoints.flatMap(({ behind }) => ('pod' in behind ? [behind.pod] : []))

/** What is found of the endpoints of a binding. */
export interface FoundEndpoints {
  /** Each key once, in the order of their keys. */
  readonly endpoints: ReadonlyArray<TargetEndpoint>
  /** Addresses of Pods that an EndpointSlice names and the cluster has not shown yet: nobody can say whether they are to receive traffic. */
  readonly unseen: ReadonlyArray<string>
  /** Nodes that cannot be targets, and why. */
  readonly unfit: ReadonlyArray<{ readonly node: string; readonly because: string }>
}
