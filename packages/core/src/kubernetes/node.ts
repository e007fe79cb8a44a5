import { clusterMetadata, history } from './object.js'
import { as, both, list, members, type Reader, text } from './reader.js'

export interface Node {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly taints: ReadonlyArray<{ readonly key: string; readonly value: string; readonly effect: string }>
  /** Empty when the cloud has not named the machine; of EC2 it ends in the instance id. */
  readonly providerID: string
  readonly addresses: ReadonlyArray<{ readonly type: string; readonly address: string }>
  /** Without words: nodes say every few minutes that they are there. */
  readonly conditions: ReadonlyArray<{ readonly type: string; readonly status: string }>
  readonly uid: string
  /** Milliseconds since 1970; 0 in manifests. */
  readonly created: number
}

const condition = members({ type: text, status: text })

export const node: Reader<Node> = as(
  members({
    metadata: both(both(clusterMetadata, members({ uid: text })), history),
    spec: members({ providerID: text, taints: list(members({ key: text, value: text, effect: text })) }),
    status: members({ addresses: list(members({ type: text, address: text })), conditions: list(condition) })
  }),
  ({ metadata: { name, labels, uid, created }, spec, status }) => ({ name, labels, uid, created, ...spec, ...status })
)
