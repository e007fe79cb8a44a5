import type { Client } from '@alb-ingress/adapter-k8s/live'
import type { Found } from './admin.js'

/** `patch networking.k8s.io/ingresses/status`, what RBAC decides about; names only where a rule names some. */
export type Right = string

const verbs: Readonly<Record<string, string>> = { POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' }

/** The right that a request needs. */
const rightOf = (method: string, path: string, isWatch: boolean): Right | undefined => {
  const found =
    /^\/api(?:s\/(?<group>[^/]+))?\/[^/]+(?:\/namespaces\/[^/]+(?=\/))?\/(?<plural>[^/]+)(?:\/(?<name>[^/]+)(?:\/(?<part>.+))?)?$/.exec(
      path
    )
  if (found?.groups === undefined) return undefined
  const { group = '', plural, name, part } = found.groups
  const reading = name !== undefined ? 'get' : isWatch ? 'watch' : 'list'
  return `${verbs[method] ?? reading} ${group}/${plural}${part === undefined ? '' : `/${part}`}`
}

/** The client, with a record of the rights that it used. */
export const recorded = (client: Client) => {
  const used = new Set<Right>()
  const note = (method: string, path: string, isWatch: boolean): void => {
    const right = rightOf(method, path, isWatch)
    if (right !== undefined) used.add(right)
  }
  const recording: Client = {
    ...client,
    call: (call, signal) => {
      note(call.method, call.path, false)
      return client.call(call, signal)
    },
    watch: (call, listener, signal) => {
      note(call.method, call.path, true)
      return client.watch(call, listener, signal)
    }
  }
  return { client: recording, used }
}

/** What the rules of roles allow. */
export const rightsIn = (roles: ReadonlyArray<Found>): ReadonlySet<Right> =>
  new Set(
    roles
      .flatMap(({ rules = [] }) => rules)
      .flatMap(({ apiGroups, resources, verbs }) =>
        apiGroups.flatMap((group: string) =>
          resources.flatMap((resource: string) => verbs.map((verb: string) => `${verb} ${group}/${resource}`))
        )
      )
  )
