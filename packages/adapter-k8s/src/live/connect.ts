import { type Fault, pipe, TE } from '@alb-ingress/core'
import type { Client, Endpoint } from '../api/client.js'
import { httpClient } from '../api/http.js'
import { endpointOf } from './credentials.js'
import { type Environment, inCluster, isInCluster } from './in-cluster.js'
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
    TE.map(httpClient),
    TE.chainFirst((client) => client.call({ what: 'connect to Kubernetes', method: 'GET', path: '/version' }))
  )

const endpointFor = (settings: ConnectSettings): TE.TaskEither<Fault, Endpoint> => {
  const { kubeconfig, context, environment = process.env } = settings
  if (settings.inCluster === true) return inCluster(environment)
  const asked = kubeconfig !== undefined || context !== undefined || (environment.KUBECONFIG ?? '') !== ''
  if (!asked && isInCluster(environment)) return inCluster(environment)
  return pipe(
    readKubeconfig(kubeconfig === undefined ? usualPlaces(environment) : [kubeconfig]),
    TE.chainEitherK((config) => contextIn(config, context)),
    TE.map(endpointOf)
  )
}
