import { prefix } from '../../src/annotations/annotation.js'
import { clusterFrom } from '../../src/groups/apply-change.js'
import { type ConfiguredGroup, configure } from '../../src/groups/configure.js'
import { groupIds, groupOf } from '../../src/groups/group-of.js'
import { type Installation, installation } from '../../src/install.js'
import type { Written } from '../../src/kubernetes/written.js'

export const install: Installation = installation({
  clusterName: 'test',
  region: 'eu-central-1',
  accountId: '123456789012',
  vpcId: 'vpc-1'
})

interface Said {
  readonly name?: string
  readonly annotations?: Readonly<Record<string, string>>
  readonly className?: string
  readonly hosts?: ReadonlyArray<string>
  readonly backend?: unknown
}

/** An Ingress of class alb for shop.example that forwards to port 80 of Service web, unless told otherwise. */
export const anIngress = ({
  name = 'web',
  annotations = {},
  className = 'alb',
  hosts = ['shop.example'],
  backend
}: Said) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: {
    namespace: 'shop',
    name,
    annotations: Object.fromEntries(Object.entries(annotations).map(([key, text]) => [prefix + key, text]))
  },
  spec: {
    ...(className === '' ? {} : { ingressClassName: className }),
    rules: hosts.map((host) => ({
      host,
      http: {
        paths: [
          { path: '/', pathType: 'Prefix', backend: backend ?? { service: { name: 'web', port: { number: 80 } } } }
        ]
      }
    }))
  }
})

/** The groups of a cluster, configured; what does not check is left out. */
export const groupsIn = (objects: ReadonlyArray<Written>, of = install): ReadonlyArray<ConfiguredGroup> => {
  const cluster = clusterFrom(
    of,
    objects.map(({ decoded }) => decoded)
  )
  return groupIds(cluster).flatMap((id) => {
    const group = groupOf(cluster, id)
    return group._tag === 'Left' ? [] : [configure(of)(group.right)]
  })
}
