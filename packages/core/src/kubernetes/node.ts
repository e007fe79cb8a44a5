import { clusterMetadata } from './object.js'
import { as, list, members, type Reader, text } from './reader.js'

/** The state of a condition, as every kind shows it. */
export interface Condition {
  readonly type: string
  readonly status: string
}

export interface Node {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly taints: ReadonlyArray<{ readonly key: string; readonly value: string; readonly effect: string }>
  /** Empty when the cloud has not named the machine; of EC2 it ends in the instance id. */
  readonly providerID: string
  readonly addresses: ReadonlyArray<{ readonly type: string; readonly address: string }>
  readonly conditions: ReadonlyArray<Condition>
}

export const condition: Reader<Condition> = members({ type: text, status: text })

export const node: Reader<Node> = as(
  members({
    metadata: clusterMetadata,
    spec: members({ providerID: text, taints: list(members({ key: text, value: text, effect: text })) }),
    status: members({ addresses: list(members({ type: text, address: text })), conditions: list(condition) })
  }),
  ({ metadata: { name, labels }, spec, status }) => ({ name, labels, ...spec, ...status })
)
