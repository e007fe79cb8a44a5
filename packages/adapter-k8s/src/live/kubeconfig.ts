import { readFile } from 'node:fs/promises'
import { delimiter, dirname, join, resolve } from 'node:path'
import { E, type Fault, fault, nearest, O, pipe, RA, TE } from '@alb-ingress/core'
import { parse } from 'yaml'
import { type Json, listOf, recordOf, textOf } from '../api/json.js'
import { type Environment, unreadable } from './in-cluster.js'

/** A kubeconfig, put together from one file or several, with absolute paths. */
export interface Kubeconfig {
  /** The files, for messages. */
  readonly from: string
  readonly currentContext: string
  readonly contexts: Named
  readonly clusters: Named
  readonly users: Named
}

/** By name, as the file has them. */
type Named = Readonly<Record<string, Json>>

const call = 'connect to Kubernetes'

/** Where kubeconfigs are, when nobody names one: those of `KUBECONFIG`, or the one in the home folder. */
export const usualPlaces = ({ KUBECONFIG = '', HOME = '' }: Environment): ReadonlyArray<string> => {
  const listed = KUBECONFIG.split(delimiter).filter((path) => path !== '')
  if (listed.length > 0) return listed
  return HOME === '' ? [] : [join(HOME, '.kube', 'config')]
}

/** Reads kubeconfigs; what an earlier one names outranks a later one. A file that is not there is passed over if others are. */
export const readKubeconfig = (paths: ReadonlyArray<string>): TE.TaskEither<Fault, Kubeconfig> =>
  pipe(
    paths,
    TE.traverseArray(readFileOf),
    TE.map(RA.filterMap((file) => file)),
    TE.filterOrElse(RA.isNonEmpty, () =>
      fault('missing', 'NoKubeconfig', call, `${paths.join(', ')} is not there. Name a kubeconfig file that is.`)
    ),
    TE.map((files) => merged(paths, files))
  )

const isAbsent = (error: unknown): boolean => recordOf(error).code === 'ENOENT'

const readFileOf = (path: string): TE.TaskEither<Fault, O.Option<Json>> =>
  pipe(
    TE.tryCatch(
      async () => {
        const text = await readFile(path, 'utf8').catch((error: unknown) => {
          if (isAbsent(error)) return undefined
          throw error
        })
        return O.fromNullable(text)
      },
      (error) => unreadable(path, error)
    ),
    TE.chainEitherK(O.traverse(E.Applicative)((text) => parsed(path, text)))
  )

const parsed = (path: string, text: string): E.Either<Fault, Json> =>
  E.tryCatch(
    () => absolutePaths(recordOf(parse(text, { logLevel: 'error' })), dirname(resolve(path))),
    // What the reader of YAML says would show lines of the file, and there are tokens in it.
    () => fault('invalid', 'KubeconfigInvalid', call, `${path} is no YAML. Write it as kubectl does.`)
  )

const pathMembers: ReadonlySet<string> = new Set([
  'certificate-authority',
  'client-certificate',
  'client-key',
  'tokenFile'
])

/** Paths in a kubeconfig are relative to its folder. */
const absolutePaths = (config: Json, folder: string): Json => {
  const visit = (value: unknown, name?: string): unknown => {
    if (typeof value === 'string') return name !== undefined && pathMembers.has(name) ? resolve(folder, value) : value
    if (Array.isArray(value)) return value.map((item) => visit(item))
    if (typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(recordOf(value)).map(([key, member]) => [key, visit(member, key)]))
  }
  return recordOf(visit(config))
}

const merged = (paths: ReadonlyArray<string>, files: ReadonlyArray<Json>): Kubeconfig => {
  const named = (list: string, member: string): Named => {
    const members = new Map<string, Json>()
    for (const entry of files.flatMap((file) => listOf(file[list])).map(recordOf)) {
      const name = textOf(entry.name)
      if (!members.has(name)) members.set(name, recordOf(entry[member]))
    }
    return Object.fromEntries(members)
  }
  return {
    from: paths.join(', '),
    currentContext: files.map((file) => textOf(file['current-context'])).find((name) => name !== '') ?? '',
    contexts: named('contexts', 'context'),
    clusters: named('clusters', 'cluster'),
    users: named('users', 'user')
  }
}

/** A context with the cluster and the user that it names. */
export interface Context {
  readonly name: string
  readonly namespace: string | undefined
  readonly cluster: Json
  readonly user: Json
}

/** Finds a context by name, or the current one. */
export const contextIn = (config: Kubeconfig, wanted?: string): E.Either<Fault, Context> => {
  const name = wanted ?? config.currentContext
  if (name === '') return E.left(noContext(config))
  return pipe(
    E.Do,
    E.apS('context', memberNamed(config, 'context', config.contexts, name)),
    E.bind('cluster', ({ context }) => memberNamed(config, 'cluster', config.clusters, textOf(context.cluster))),
    E.bind('user', ({ context }) =>
      textOf(context.user) === '' ? E.right({}) : memberNamed(config, 'user', config.users, textOf(context.user))
    ),
    E.map(({ context, cluster, user }) => ({
      name,
      namespace: textOf(context.namespace) || undefined,
      cluster,
      user
    }))
  )
}

const noContext = ({ from, contexts }: Kubeconfig): Fault =>
  fault(
    'missing',
    'NoContext',
    call,
    `${from} has no current-context. Name one of its contexts: ${Object.keys(contexts).join(', ') || 'there is none'}.`
  )

const codes = { context: 'NoContext', cluster: 'NoCluster', user: 'NoUser' } as const

const memberNamed = (
  { from }: Kubeconfig,
  what: 'context' | 'cluster' | 'user',
  members: Named,
  name: string
): E.Either<Fault, Json> => {
  const found = Object.hasOwn(members, name) ? members[name] : undefined
  if (found !== undefined) return E.right(found)
  const names = Object.keys(members)
  const near = nearest(name, names)
  const remedy = O.isSome(near)
    ? `Did you mean ${near.value}?`
    : names.length === 0
      ? 'There is none.'
      : `There are: ${names.join(', ')}.`
  return E.left(fault('missing', codes[what], call, `${from} has no ${what} "${name}". ${remedy}`))
}
