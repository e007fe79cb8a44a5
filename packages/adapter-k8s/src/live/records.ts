import { E, type Kubernetes, type KubernetesWrite, pipe, TE } from '@alb-ingress/core'
import type { Client } from '../api/client.js'
import type { ApiObject } from '../api/object.js'
import { resources } from '../api/resources.js'
import { readConfigMap } from './config-map.js'
import { drop, put, type Store } from './store.js'
import type { Listener } from './watched.js'

/** ConfigMaps that nobody but us writes: each is read once, and from then on known by our own writes. It takes no right to watch ConfigMaps. */
export interface Records {
  /** Exactly these (`namespace/name`) are known once this resolves; one that could not be read is tried when it is asked for again. */
  readonly only: (keys: ReadonlySet<string>) => Promise<void>
  readonly objects: () => ReadonlyArray<ApiObject>
  /** Lets writes pass, and remembers what they made of the records. */
  readonly following: (perform: Kubernetes['perform']) => Kubernetes['perform']
}

type Data = Readonly<Record<string, string>>

const recordOf = (key: string, data: Data): ApiObject => {
  const [namespace = '', name = ''] = key.split('/')
  const { apiVersion, kind } = resources.ConfigMap
  return { apiVersion, kind, metadata: { namespace, name, uid: '', resourceVersion: '' }, ...{ data } }
}

export const recordsOf = (client: Client, { changed, noticed }: Listener): Records => {
  const objects: Store = new Map()
  let wanted: ReadonlySet<string> = new Set()
  const known = new Set<string>()

  const settle = (key: string, data: Data | undefined): void => {
    if (!wanted.has(key)) return
    known.add(key)
    const record = recordOf(key, data ?? {})
    const changes = data === undefined ? drop(objects, record) : put(objects, record)
    changes.forEach(changed)
  }
  const look = async (key: string): Promise<void> => {
    const [namespace = '', name = ''] = key.split('/')
    const data = await readConfigMap(client, { namespace, name })()
    if (E.isLeft(data)) noticed({ notice: 'failed', kind: 'ConfigMap', namespace, fault: data.left })
    // What was written meanwhile is newer than what was read.
    else if (!known.has(key)) settle(key, data.right)
  }
  const note = (write: KubernetesWrite): void => {
    const made = madeBy(write)
    if (made !== undefined) settle(made.key, made.data)
  }
  const forget = (key: string): void => {
    known.delete(key)
    drop(objects, recordOf(key, {})).forEach(changed)
  }
  return {
    only: async (keys) => {
      wanted = new Set(keys)
      for (const key of [...known]) if (!wanted.has(key)) forget(key)
      await Promise.all([...wanted].filter((key) => !known.has(key)).map(look))
    },
    objects: () => [...objects.values()],
    following: (perform) => (write) =>
      pipe(
        perform(write),
        TE.tapIO(() => () => note(write))
      )
  }
}

/** What a write makes of a ConfigMap. */
const madeBy = (write: KubernetesWrite): { readonly key: string; readonly data: Data | undefined } | undefined => {
  const key = `${write.object.namespace}/${write.object.name}`
  if (write.write === 'configMap') return { key, data: write.data }
  return write.write === 'deleteConfigMap' ? { key, data: undefined } : undefined
}
