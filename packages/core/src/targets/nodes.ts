import type { Node } from '../kubernetes/node.js'
import { type LabelSelector, selects } from '../kubernetes/selector.js'
import { byText } from '../support/canonical.js'
import { quoted } from '../support/wording.js'
import type { FoundEndpoints, TargetEndpoint } from './endpoint.js'

// Rules of Kubernetes for load balancers, as AWS Load Balancer Controller 3.5 keeps them.
const excludingLabels: ReadonlyArray<string> = [
  'node-role.kubernetes.io/master',
  'node.kubernetes.io/exclude-from-external-load-balancers',
  'alpha.service-controller.kubernetes.io/exclude-balancer'
]

const computeType = 'eks.amazonaws.com/compute-type'

/** Whether a node is a machine outside of AWS: it has no instance id, and no network interface there. */
export const isOutside = ({ labels, providerID }: Node): boolean =>
  labels[computeType] === 'hybrid' || providerID.startsWith('eks-hybrid://')

const isExcluded = (node: Node): boolean =>
  excludingLabels.some((label) => Object.hasOwn(node.labels, label)) ||
  node.labels[computeType] === 'fargate' ||
  isOutside(node)

const isGoing = ({ taints }: Node): boolean =>
  taints.some(
    ({ key, effect }) =>
      key === 'ToBeDeletedByClusterAutoscaler' || (key === 'karpenter.sh/disrupted' && effect === 'NoSchedule')
  )

/** Whether a node may receive traffic for a binding, if it is ready. A cordoned node may. */
export const fitsBinding = (node: Node, selector: LabelSelector | undefined): boolean =>
  !isExcluded(node) && !isGoing(node) && (selector === undefined || selects(selector, node.labels))

/** `True`, `False` or `Unknown`, the last when the cluster has not heard of the node for a while. */
export const readinessOf = ({ conditions }: Node): string =>
  conditions.find(({ type }) => type === 'Ready')?.status ?? 'False'

/** The instance id at the end of a provider id such as `aws:///us-west-2a/i-0123456789abcdef0`. */
export const instanceIdOf = ({ providerID }: Node): string | undefined => {
  const last = providerID.split('/').at(-1) ?? ''
  return /^i-[^/]+$/.test(last) ? last : undefined
}

/** The nodes of a Service's node port. Where no node is ready, those that nobody has heard of may still serve (`failOpen`). */
export const nodeEndpoints = (
  nodes: Iterable<Node>,
  selector: LabelSelector | undefined,
  nodePort: number,
  failOpen: boolean
): FoundEndpoints => {
  const fitting = [...nodes].filter((node) => fitsBinding(node, selector))
  const ready = fitting.filter((node) => readinessOf(node) === 'True')
  const serving = ready.length > 0 || !failOpen ? ready : fitting.filter((node) => readinessOf(node) === 'Unknown')
  const endpoints: Array<TargetEndpoint> = []
  const unfit: Array<FoundEndpoints['unfit'][number]> = []
  for (const node of serving) {
    const id = instanceIdOf(node)
    if (id === undefined) unfit.push({ node: node.name, because: `its providerID is ${quoted(node.providerID)}` })
    else endpoints.push({ id, port: nodePort, behind: { node } })
  }
  return {
    endpoints: endpoints.sort((a, b) => byText(a.id, b.id)),
    unseen: [],
    unfit: unfit.sort((a, b) => byText(a.node, b.node))
  }
}
