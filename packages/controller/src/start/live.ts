import { connect, elect, holderOf, liveCluster } from '@alb-ingress/adapter-k8s/live'
import { type Fault, pipe, TE } from '@alb-ingress/core'
import { referenceLease } from '../flags/running.js'
import type { Logger } from '../telemetry/log.js'
import type { ConnectedCluster, Connections } from './connections.js'
import { ownIdentity, ownNamespace } from './identity.js'
import { holderAround } from './other-holder.js'

/** The cluster that a kubeconfig, or the pod of this process, leads to. */
export const connectToCluster =
  (log: Logger): Connections['cluster'] =>
  ({ kubeconfig, watchNamespace, leaseName, leaseNamespace }, { secretsLabel, configMaps }) =>
    pipe(
      connect(kubeconfig === '' ? {} : { kubeconfig }),
      TE.map((client): ConnectedCluster => {
        const namespace = leaseNamespace === '' ? ownNamespace() : leaseNamespace
        const source = liveCluster(client, {
          ...{ namespaces: watchNamespace, configMaps },
          ...(secretsLabel === undefined ? {} : { secretsLabel }),
          noticed: (notice) => log.warn({ watch: notice }, 'a watch')
        })
        const failed = ({ call, code }: Fault): void => log.warn({ call, code }, 'the lease could not be used')
        return {
          namespace,
          source,
          elect: (turned) =>
            elect(client, { ...{ namespace, name: leaseName, turned, failed }, identity: ownIdentity() }),
          otherHolder: holderAround(namespace, (where) => holderOf(client, { namespace: where, name: referenceLease }))
        }
      })
    )
