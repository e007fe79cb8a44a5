import type { Checked } from '../../src/checked/checked.js'
import type { Resource, Stack } from '../../src/resources/stack.js'
import { type GroupGiven, member, shownOf, subnet, translated } from './one-group.js'

// Groups with a network load balancer in front, over an account with two internal and two public subnets.

export type Short = Readonly<Record<string, string>>

export const on: Short = { 'enable-frontend-nlb': 'true' }
const elb = { 'kubernetes.io/role/elb': '1' }
const publicSubnets = [subnet('subnet-p', 'a', { tags: elb }), subnet('subnet-q', 'b', { tags: elb })]
export const subnets = [subnet('subnet-a', 'a'), subnet('subnet-b', 'b'), ...publicSubnets]
export const http = (...ports: ReadonlyArray<number>): string => JSON.stringify(ports.map((port) => ({ HTTP: port })))

/** One Ingress that asks for a network load balancer in front. */
export const alone = (short: Short, given: Partial<GroupGiven> = {}): Checked<Stack> =>
  translated({ members: [member('a', { ...on, ...short })], subnets, ...given })

/** Ingresses a, b, c … in one group. */
export const group = (...members: ReadonlyArray<Short>): Checked<Stack> =>
  translated({ members: members.map((short, i) => member(String.fromCharCode(97 + i), short)), subnets })

/** What is shown of the network load balancer in front, or the codes of the errors. */
export const front = (checked: Checked<Stack>, show: (spec: Resource<'LoadBalancer'>['spec']) => unknown): unknown => {
  const shown = shownOf('LoadBalancer', checked, show)
  return 'FrontendNlb' in shown ? shown.FrontendNlb : shown
}
