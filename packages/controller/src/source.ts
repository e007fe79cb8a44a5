import type { Kubernetes } from '@alb-ingress/core'

/** An object is there in this shape now, or is gone. Objects come as they are read, not yet decoded. */
export type ObjectChange =
  | { readonly type: 'set'; readonly object: unknown }
  | { readonly type: 'removed'; readonly kind: string; readonly namespace?: string; readonly name: string }

/** Where the objects of a cluster come from, and go to: the API server, or a folder of manifests. */
export interface ClusterSource {
  readonly kubernetes: Kubernetes
  /** Resolves once every kind was listed; `changed` is called for each object then and for every change later, in order. */
  readonly start: (changed: (change: ObjectChange) => void) => Promise<void>
  /** Only these Secrets (`namespace/name`) are watched, each for itself. Resolves once they were listed. */
  readonly watchSecrets: (keys: ReadonlySet<string>) => Promise<void>
  /** ConfigMaps that only we write (`namespace/name`): read once, then known by what we write. Resolves once they were read. */
  readonly readConfigMaps: (keys: ReadonlySet<string>) => Promise<void>
  /** Pods are watched only while something needs them. Resolves once they were listed. */
  readonly watchPods: (needed: boolean) => Promise<void>
  /** Whether the CRD TargetGroupBinding is installed. */
  readonly hasBindings: () => boolean
  readonly stop: () => Promise<void>
}
