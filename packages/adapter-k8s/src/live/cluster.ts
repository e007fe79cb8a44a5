import { type Kubernetes, TE } from '@alb-ingress/core'
import type { Client } from '../api/client.js'
import { type Resource, resources } from '../api/resources.js'
import { kubernetesWrites } from '../perform/perform.js'
import { type Definition, watchDefinition } from './definitions.js'
import { recordsOf } from './records.js'
import { allOf, always, defined, type Selection, singles } from './selections.js'
import type { ObjectChange } from './store.js'
import type { Listener, Notice } from './watched.js'
import { watchesOf } from './watches.js'

/** What of a cluster is watched. */
export interface LiveSettings {
  /** Only these namespaces; absent or empty, all. Kinds that belong to the whole cluster are watched in either case. */
  readonly namespaces?: ReadonlyArray<string>
  /** Single ConfigMaps that are watched, as `namespace/name`. */
  readonly configMaps?: ReadonlySet<string>
  /** `key=value`: only Secrets with this label are seen. */
  readonly secretsLabel?: string
  readonly noticed?: (notice: Notice) => void
}

/** A cluster that is watched. */
export interface LiveCluster {
  readonly kubernetes: Kubernetes
  /** Resolves once every kind was listed; `changed` is called for each object then, and for every change later, in order for each kind. */
  readonly start: (changed: (change: ObjectChange) => void) => Promise<void>
  /** Only these Secrets (`namespace/name`) are watched, each for itself. Resolves once they were listed, or may not be. */
  readonly watchSecrets: (keys: ReadonlySet<string>) => Promise<void>
  /** ConfigMaps that only we write (`namespace/name`): read once, then known by what we write. Resolves once they were read. */
  readonly readConfigMaps: (keys: ReadonlySet<string>) => Promise<void>
  /** Pods are watched only while something needs them. Resolves once they were listed, or may not be. */
  readonly watchPods: (needed: boolean) => Promise<void>
  /** Whether the kind TargetGroupBinding is installed. That it comes or goes is told as a change of its CustomResourceDefinition. */
  readonly hasBindings: () => boolean
  readonly stop: () => Promise<void>
}

/** Watches what the core reads of a cluster. Nothing happens before `start`. */
export const liveCluster = (client: Client, settings: LiveSettings = {}): LiveCluster => {
  let tell: (change: ObjectChange) => void = () => undefined
  const listener: Listener = { changed: (change) => tell(change), noticed: settings.noticed ?? (() => undefined) }
  const watches = watchesOf(client, listener)
  const records = recordsOf(client, listener)
  const definitions = new Map<string, Definition>()
  const everywhere = (resource: Resource): ReadonlyArray<Selection> => allOf(resource, settings.namespaces)

  const define = (resource: Resource): void => {
    const turned = (installed: boolean): void => {
      for (const selection of everywhere(resource)) {
        if (installed) watches.begin(selection)
        else watches.end(selection)
      }
    }
    definitions.set(resource.kind, watchDefinition(client, resource, listener, turned))
  }
  return {
    kubernetes: {
      read: TE.fromIO(() => [...watches.objects(), ...records.objects()]),
      perform: records.following(kubernetesWrites(client, watches.find))
    },
    start: async (changed) => {
      tell = changed
      for (const resource of always) everywhere(resource).forEach(watches.begin)
      for (const selection of singles(resources.ConfigMap, settings.configMaps)) watches.begin(selection)
      defined.forEach(define)
      await Promise.all([...definitions.values()].map(({ known }) => known))
      await watches.listed()
    },
    watchSecrets: (keys) => watches.only(resources.Secret, singles(resources.Secret, keys, settings.secretsLabel)),
    readConfigMaps: records.only,
    watchPods: (needed) => watches.only(resources.Pod, needed ? everywhere(resources.Pod) : []),
    hasBindings: () => definitions.get(resources.TargetGroupBinding.kind)?.isInstalled() ?? false,
    stop: async () => {
      await Promise.all([watches.stop(), ...[...definitions.values()].map(({ stop }) => stop())])
      client.close()
    }
  }
}
