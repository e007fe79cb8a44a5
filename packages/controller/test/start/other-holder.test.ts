import { E, fault, TE } from '@alb-ingress/core'
import { expect, test } from 'vitest'
import type { LeaseHolder } from '../../src/start/connections.js'
import { holderAround } from '../../src/start/other-holder.js'

const other: LeaseHolder = { identity: 'aws-load-balancer-controller-abc', isAlive: true }
const ours: LeaseHolder = { identity: 'node_alb-ingress_1', isAlive: true }

type Answer = LeaseHolder | undefined | 'denied' | 'unavailable'

const around = (namespace: string, answers: Readonly<Record<string, Answer>>) =>
  holderAround(namespace, (where) => {
    const answer = answers[where]
    return typeof answer === 'string' ? TE.left(fault(answer, 'no', 'read Lease', 'no')) : TE.right(answer)
  })()

test.each<{
  name: string
  namespace: string
  answers: Readonly<Record<string, Answer>>
  found: LeaseHolder | undefined
}>([
  { name: 'in our own namespace', namespace: 'kube-system', answers: { 'kube-system': other }, found: other },
  { name: 'where it usually runs', namespace: 'ingress', answers: { 'kube-system': other }, found: other },
  {
    name: 'there, and not a replica of ours here',
    namespace: 'ingress',
    answers: { 'kube-system': other, ingress: ours },
    found: other
  },
  {
    name: 'here, when the one there is dead',
    namespace: 'ingress',
    answers: { 'kube-system': { ...other, isAlive: false }, ingress: ours },
    found: ours
  },
  {
    name: 'here, when nobody may look there',
    namespace: 'ingress',
    answers: { 'kube-system': 'denied', ingress: other },
    found: other
  }
])('another controller is seen $name', async ({ namespace, answers, found }) => {
  expect(await around(namespace, answers)).toEqual(E.right(found))
})

test('an API server that does not answer is no news of anybody', async () => {
  expect(await around('ingress', { 'kube-system': 'unavailable' })).toMatchObject(E.left({ kind: 'unavailable' }))
})
