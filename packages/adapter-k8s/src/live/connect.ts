import { type Fault, fault, pipe, TE } from '@alb-ingress/core'
import type { Client, Endpoint } from '../api/client.js'
import { httpClient } from '../api/http.js'
import { endpointOf } from './credentials.js'
import { type Environment, inCluster, isInCluster } from './in-cluster.js'
import { keptAccess } from './kept-access.js'
import { contextIn, readKubeconfig, usualPlaces } from './kubeconfig.js'

/** Which cluster is meant. */
export interface ConnectSettings {
  /** A kubeconfig file. */
  readonly kubeconfig?: string
  /** A context of the kubeconfig; absent, the current one. */
  readonly context?: string
  /** The cluster that this process is a Pod of, and nothing else. */
  readonly inCluster?: boolean
  readonly environment?: Environment
}

/**
 * A connection to the API server, once it has answered. Without settings: the files of `KUBECONFIG`, then the cluster that this process is a Pod of,
 * then the file in the home folder, in the order of the reference.
 */
export const connect = (settings: ConnectSettings = {}): TE.TaskEither<Fault, Client> =>
  pipe(
    endpointFor(settings),
    TE.map((endpoint) => httpClient({ ...endpoint, access: keptAccess(endpoint.access) })),
    TE.chainFirst((client) => client.call({ what: 'connect to Kubernetes', method: 'GET', path: '/version' }))
  )

const endpointFor = (settings: ConnectSettings): TE.TaskEither<Fault, Endpoint> => {
  const { kubeconfig, context, environment = process.env } = settings
  if (settings.inCluster === true) return inCluster(environment)
  const named = kubeconfig ?? environment.KUBECONFIG ?? ''
  if (named === '' && context === undefined && isInCluster(environment)) return inCluster(environment)
  return pipe(
    readKubeconfig(kubeconfig === undefined ? usualPlaces(environment) : [kubeconfig]),
    TE.mapLeft((failed) => (failed.code === 'NoKubeconfig' && named === '' ? nothingNamed : failed)),
    TE.chainEitherK((config) => contextIn(config, context)),
    TE.chainEitherK(endpointOf)
  )
}

const nothingNamed = fault(
  'missing',
  'NoKubeconfig',
  'connect to Kubernetes',
  'There is no kubeconfig in the home folder or in KUBECONFIG, and this process does not run in a Pod. Name a kubeconfig file.'
)
