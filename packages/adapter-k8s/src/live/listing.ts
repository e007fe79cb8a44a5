import { type Fault, type Kubernetes, pipe, TE } from '@alb-ingress/core'
import type { Client } from '../api/client.js'
import type { ApiObject } from '../api/object.js'
import { resources } from '../api/resources.js'
import { kubernetesWrites } from '../perform/perform.js'
import { listed } from './reflector.js'
import { allOf, always, defined, type Selection, singles } from './selections.js'

/** What of a cluster is read in one look. */
export interface ListingSettings {
  /** Only these namespaces; absent or empty, all. */
  readonly namespaces?: ReadonlyArray<string>
  /** Single ConfigMaps, as `namespace/name`. */
  readonly configMaps?: ReadonlySet<string>
  readonly pods?: boolean
  /** Which Secrets (`namespace/name`) are needed, once the other objects are known. One that may not be read is left out. */
  readonly secrets?: (objects: ReadonlyArray<unknown>) => ReadonlySet<string>
}

/** A cluster of which each `read` lists everything anew: for one pass, without watching. */
export const listedCluster = (client: Client, settings: ListingSettings = {}): Kubernetes => ({
  read: pipe(
    objectsOf(client, settings),
    TE.chain((objects) =>
      pipe(
        allIn(client, singles(resources.Secret, settings.secrets?.(objects)), ['missing', 'denied']),
        TE.map((secrets) => [...objects, ...secrets])
      )
    )
  ),
  perform: kubernetesWrites(client)
})

const objectsOf = (client: Client, { namespaces, configMaps, pods }: ListingSettings): Objects => {
  const kinds = pods === true ? [...always, resources.Pod] : always
  const needed = kinds.flatMap((resource) => allOf(resource, namespaces))
  return pipe(
    TE.Do,
    TE.apS('needed', allIn(client, [...needed, ...singles(resources.ConfigMap, configMaps)], [])),
    TE.apS(
      'installed',
      allIn(
        client,
        defined.flatMap((resource) => allOf(resource, namespaces)),
        ['missing']
      )
    ),
    TE.map(({ needed, installed }) => [...needed, ...installed])
  )
}

type Objects = TE.TaskEither<Fault, ReadonlyArray<ApiObject>>

/** The objects of some selections; those that fail in one of the ways that do not matter are left out. */
const allIn = (client: Client, selections: ReadonlyArray<Selection>, left: ReadonlyArray<Fault['kind']>): Objects =>
  pipe(
    selections,
    TE.traverseArray((selection) =>
      pipe(
        listed(client, selection),
        TE.map(({ objects }) => objects),
        TE.orElse((fault): Objects => (left.includes(fault.kind) ? TE.right([]) : TE.left(fault)))
      )
    ),
    TE.map((all) => all.flat())
  )
