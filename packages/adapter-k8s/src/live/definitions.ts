import { E, type Fault } from '@alb-ingress/core'
import type { Client } from '../api/client.js'
import { type Json, listOf, recordOf } from '../api/json.js'
import { groupOfResource, pathOfKind, type Resource, resources } from '../api/resources.js'
import type { ObjectChange } from './store.js'
import { type Listener, type Notice, watch } from './watched.js'

/** Whether a kind is installed that a CustomResourceDefinition brings. */
export interface Definition {
  readonly isInstalled: () => boolean
  /** Resolves once it is known. */
  readonly known: Promise<void>
  readonly stop: () => Promise<void>
}

/**
 * Watches the one CustomResourceDefinition of a kind, and calls `turned` whenever the kind comes or goes. Without the right to watch it the kind is
 * looked for once.
 */
export const watchDefinition = (
  client: Client,
  resource: Resource,
  listener: Listener,
  turned: (isInstalled: boolean) => void
): Definition => {
  let installed = false
  const settle = (now: boolean): void => {
    if (now !== installed) turned(now)
    installed = now
  }
  const lookedFor = Promise.withResolvers<void>()
  const changed = (change: ObjectChange): void => {
    settle(change.type === 'set' && brings(change.object, resource))
    listener.changed(change)
  }
  let isWatched = false
  const noticed = (notice: Notice): void => {
    listener.noticed(notice)
    // An API server that starts denies for a moment what it allows later: what the watch has told counts for longer.
    if (notice.notice === 'failed' && notice.fault.kind === 'denied' && !isWatched) lookOnce()
  }
  const lookOnce = async (): Promise<void> => {
    const found = await isServed(client, resource)
    if (!isWatched) settle(E.isRight(found))
    lookedFor.resolve()
  }
  const name = `${resource.plural}.${groupOfResource(resource)}`
  const watched = watch(client, { resource: resources.CustomResourceDefinition, name }, { changed, noticed })
  watched.listed.then(() => {
    isWatched = true
  })
  return {
    isInstalled: () => installed,
    known: Promise.race([watched.listed, lookedFor.promise]),
    stop: () => watched.stop('keep')
  }
}

const isServed = (client: Client, resource: Resource): Promise<E.Either<Fault, unknown>> =>
  client.call({
    what: `list ${resource.kind}`,
    method: 'GET',
    path: pathOfKind(resource),
    query: { limit: '1' }
  })()

/** Whether a definition is in force, in the version that is read here. */
const brings = (definition: unknown, { apiVersion }: Resource): boolean => {
  const { spec, status } = recordOf(definition)
  const isTrue = ({ type, status: state }: Json): boolean => type === 'Established' && state === 'True'
  const isOurs = ({ name, served }: Json): boolean => served === true && apiVersion.endsWith(`/${String(name)}`)
  return (
    listOf(recordOf(status).conditions).map(recordOf).some(isTrue) &&
    listOf(recordOf(spec).versions).map(recordOf).some(isOurs)
  )
}
