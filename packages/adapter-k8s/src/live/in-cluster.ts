import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Fault, fault, pipe, TE } from '@alb-ingress/core'
import type { Access, Endpoint } from '../api/client.js'

/** The environment variables of this process. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Where Kubernetes puts the token, the certificate and the namespace of a Pod's service account. */
const serviceAccount = '/var/run/secrets/kubernetes.io/serviceaccount'

/** A file of credentials that cannot be read. */
export const unreadable = (path: string, error: unknown): Fault => {
  const why = error instanceof Error ? error.message : String(error)
  return fault('denied', 'CredentialsUnreadable', 'connect to Kubernetes', `${path} cannot be read: ${why}`)
}

const textIn = (path: string): TE.TaskEither<Fault, string> =>
  TE.tryCatch(
    async () => (await readFile(path, 'utf8')).trim(),
    (error) => unreadable(path, error)
  )

// An IPv6 address stands in brackets in front of its port.
const addressOf = (host: string, port: string): string => `https://${host.includes(':') ? `[${host}]` : host}:${port}`

/** Whether this process is a Pod of a cluster. */
export const isInCluster = (environment: Environment): boolean => (environment.KUBERNETES_SERVICE_HOST ?? '') !== ''

/** The API server of the cluster that this process is a Pod of. */
export const inCluster = (environment: Environment, folder = serviceAccount): TE.TaskEither<Fault, Endpoint> => {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port = '443' } = environment
  if (host === undefined || host === '') return TE.left(outside)
  return pipe(
    textIn(join(folder, 'namespace')),
    TE.map((namespace) => ({ server: addressOf(host, port), namespace, access: serviceAccountIn(folder) }))
  )
}

const outside = fault(
  'missing',
  'NotInCluster',
  'connect to Kubernetes',
  'This process does not run in a Pod: KUBERNETES_SERVICE_HOST is not set. Name a kubeconfig file instead.'
)

// The kubelet renews the token long before it ends, so it is read for each request.
const serviceAccountIn = (folder: string): TE.TaskEither<Fault, Access> =>
  pipe(
    TE.Do,
    TE.apS('token', textIn(join(folder, 'token'))),
    TE.apS('ca', textIn(join(folder, 'ca.crt'))),
    TE.map(({ token, ca }) => ({ headers: { authorization: `Bearer ${token}` }, tls: { ca } }))
  )
