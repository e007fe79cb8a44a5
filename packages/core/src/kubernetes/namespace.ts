import { clusterMetadata } from './object.js'
import { as, members, type Reader } from './reader.js'

export interface Namespace {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
}

/** A Namespace. The API server labels each one with its own name; so does this, where a manifest does not. */
export const namespace: Reader<Namespace> = as(
  members({ metadata: clusterMetadata }),
  ({ metadata: { name, labels } }) => ({
    name,
    labels: { 'kubernetes.io/metadata.name': name, ...labels }
  })
)
