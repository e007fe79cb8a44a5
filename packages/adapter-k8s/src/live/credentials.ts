import { readFile } from 'node:fs/promises'
import { E, type Fault, fault, pipe, TE } from '@alb-ingress/core'
import type { Access, Endpoint, TlsMaterial } from '../api/client.js'
import { type Json, recordOf, textOf } from '../api/json.js'
import { unreadable } from './in-cluster.js'
import type { Context } from './kubeconfig.js'

/** The API server that a context of a kubeconfig leads to. */
export const endpointOf = (context: Context): E.Either<Fault, Endpoint> => {
  const server = textOf(context.cluster.server) || 'http://localhost:8080'
  if (!/^https?:\/\//.test(server) || !URL.canParse(server)) return E.left(noServer(context))
  return E.right({
    server,
    ...(context.namespace === undefined ? {} : { namespace: context.namespace }),
    access: isPlain(context) ? plainAccess(context) : accessByLibrary(context)
  })
}

// What stands in its place is not repeated: a token may have slipped there.
const noServer = ({ name }: Context): Fault =>
  fault(
    'invalid',
    'KubeconfigInvalid',
    'connect to Kubernetes',
    `The server of the cluster of context "${name}" is no URL. Write it as https://host:6443.`
  )

// Programs that hand out tokens, OpenID Connect and proxies are the business of the Kubernetes client, which costs 90 MB of memory to load.
const isPlain = ({ cluster, user }: Context): boolean =>
  user.exec === undefined && user['auth-provider'] === undefined && cluster['proxy-url'] === undefined

/** Tokens, certificates and passwords, from files or as they stand there. */
const plainAccess = ({ cluster, user }: Context): TE.TaskEither<Fault, Access> =>
  pipe(
    TE.Do,
    TE.apS('ca', material(cluster, 'certificate-authority')),
    TE.apS('cert', material(user, 'client-certificate')),
    TE.apS('key', material(user, 'client-key')),
    TE.apS('token', tokenOf(user)),
    TE.map(({ token, ...tls }) => ({
      headers: { ...authorization(user, token), ...impersonation(user) },
      tls: { ...tlsOf(cluster), ...given(tls) }
    }))
  )

const fileText = (path: string): TE.TaskEither<Fault, string> =>
  TE.tryCatch(
    () => readFile(path, 'utf8'),
    (error) => unreadable(path, error)
  )

/** PEM in base64 as it stands there, or from the file that is named. */
const material = (from: Json, name: string): TE.TaskEither<Fault, string | undefined> => {
  const data = textOf(from[`${name}-data`])
  if (data !== '') return TE.right(Buffer.from(data, 'base64').toString('utf8'))
  const path = textOf(from[name])
  return path === '' ? TE.right(undefined) : fileText(path)
}

const tokenOf = ({ token, tokenFile }: Json): TE.TaskEither<Fault, string | undefined> => {
  if (textOf(tokenFile) !== '')
    return pipe(
      fileText(textOf(tokenFile)),
      TE.map((text) => text.trim())
    )
  return TE.right(textOf(token) || undefined)
}

const authorization = ({ username, password }: Json, token: string | undefined): Record<string, string> => {
  if (token !== undefined) return { authorization: `Bearer ${token}` }
  if (textOf(username) === '') return {}
  return { authorization: `Basic ${Buffer.from(`${textOf(username)}:${textOf(password)}`).toString('base64')}` }
}

const impersonation = ({ as }: Json): Record<string, string> =>
  textOf(as) === '' ? {} : { 'impersonate-user': textOf(as) }

const tlsOf = (cluster: Json): TlsMaterial => ({
  ...(textOf(cluster['tls-server-name']) === '' ? {} : { servername: textOf(cluster['tls-server-name']) }),
  ...(cluster['insecure-skip-tls-verify'] === true ? { rejectUnauthorized: false } : {})
})

const given = ({ ca, cert, key }: { [K in 'ca' | 'cert' | 'key']: string | undefined }): TlsMaterial => ({
  ...(ca === undefined ? {} : { ca }),
  ...(cert === undefined ? {} : { cert }),
  ...(key === undefined ? {} : { key })
})

const accessByLibrary = (context: Context): TE.TaskEither<Fault, Access> => {
  const config = loaded(context)
  return TE.tryCatch(
    async () => {
      const options: Record<string, unknown> = {}
      await (await config()).applyToHTTPSOptions(options)
      return accessIn(options, context.cluster['proxy-url'] !== undefined)
    },
    (error) => noCredentials(context, error)
  )
}

const noCredentials = ({ name, user }: Context, error: unknown): Fault => {
  const program = textOf(recordOf(user.exec).command)
  const said = (error instanceof Error ? error.message : String(error)).trim()
  const why = said === '' ? 'it failed and said nothing' : said
  const [whence, remedy] =
    program === '' ? ['', ''] : [` from ${program}`, '. Run that program by hand to see what it lacks.']
  return fault(
    'denied',
    'NoCredentials',
    'connect to Kubernetes',
    `The user of context ${name} got no credentials${whence}: ${why}${remedy}`
  )
}

/** The client of Kubernetes, made once: it remembers tokens until they end. */
const loaded = (context: Context) => {
  let config: Promise<Pick<import('@kubernetes/client-node').KubeConfig, 'applyToHTTPSOptions'>> | undefined
  const load = async () => {
    const { KubeConfig } = await import('@kubernetes/client-node')
    const made = new KubeConfig()
    made.loadFromString(
      JSON.stringify({
        clusters: [{ name: context.name, cluster: context.cluster }],
        users: [{ name: context.name, user: context.user }],
        contexts: [{ name: context.name, context: { cluster: context.name, user: context.name } }],
        'current-context': context.name
      })
    )
    return made
  }
  return () => {
    config ??= load()
    return config
  }
}

const pem = (value: unknown): string | undefined =>
  typeof value === 'string' || Buffer.isBuffer(value) ? value.toString() : undefined

const accessIn = (options: Json, throughProxy: boolean): Access => ({
  headers: Object.fromEntries(Object.entries(recordOf(options.headers)).map(([name, value]) => [name, textOf(value)])),
  tls: {
    ...given({ ca: pem(options.ca), cert: pem(options.cert), key: pem(options.key) }),
    ...(textOf(options.servername) === '' ? {} : { servername: textOf(options.servername) }),
    ...(options.rejectUnauthorized === false ? { rejectUnauthorized: false } : {})
  },
  ...(throughProxy ? { agent: options.agent as NonNullable<Access['agent']> } : {})
})
