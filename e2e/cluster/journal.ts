import type { ObjectChange } from '@alb-ingress/adapter-k8s/live'
import type { Found } from './admin.js'

/** `Ingress shop/cart`: who a change is about. */
const nameOfChange = (change: ObjectChange): string => {
  const { kind, metadata }: Found = change.type === 'set' ? change.object : { kind: change.kind, metadata: change }
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`
}

/** `set Ingress shop/cart`, the way tests name a change. */
const lineOf = (change: ObjectChange): string => `${change.type} ${nameOfChange(change)}`

/** Writes down all changes, and lets tests wait for what they expect. */
export const journal = () => {
  const changes: Array<ObjectChange> = []
  const waiting = new Set<() => void>()
  /** Resolves as soon as `isSo`. */
  const until = (isSo: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!isSo()) return
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
    })
  const notify = (): void => {
    for (const look of [...waiting]) look()
  }
  return {
    changed: (change: ObjectChange): void => {
      changes.push(change)
      notify()
    },
    /** For what is no change: something else was written down that a test waits for. */
    notify,
    until,
    lines: (): ReadonlyArray<string> => changes.map(lineOf),
    /** Resolves when the change was told. */
    told: (line: string): Promise<void> => until(() => changes.some((change) => lineOf(change) === line)),
    /** The objects of a kind, as somebody knows them who followed the changes. */
    objects: (kind: string): ReadonlyMap<string, Found> => {
      const objects = new Map<string, Found>()
      for (const change of changes) {
        const name = nameOfChange(change)
        if (!name.startsWith(`${kind} `)) continue
        if (change.type === 'set') objects.set(name, change.object)
        else objects.delete(name)
      }
      return objects
    },
    forget: (): void => {
      changes.length = 0
    }
  }
}
