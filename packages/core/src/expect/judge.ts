import { O } from '../prelude.js'
import type { Request } from '../route/request.js'
import { nearest } from '../support/nearest.js'
import { printable } from '../support/wording.js'
import { aspects, expectedWords, judgeAspect, type Mismatch } from './aspects.js'
import type { Expected } from './expected.js'
import type { Balancer, Front } from './front.js'
import { type Reply, replyOf } from './reply.js'

/** What became of an expectation about one request. */
export interface Verdict {
  readonly request: Request
  readonly expected: Expected
  readonly reply: Reply
  readonly passed: boolean
  readonly mismatches: ReadonlyArray<Mismatch>
}

/** What the load balancers are, where none of them can be asked, and what to do about it. */
const nobody = (front: Front, reply: Reply, group: string | undefined): Pick<Mismatch, 'found' | 'hint'> => {
  const known = front.balancers.map((each) => each.group)
  if (group !== undefined) {
    const meant = nearest(group, known)
    const hint = O.isSome(meant)
      ? `Did you mean ${meant.value}?`
      : `The groups are ${known.join(', ') || 'all refused'}.`
    return { found: `no load balancer of group ${printable(group)}`, hint: printable(hint) }
  }
  if (known.length === 0) {
    const hint =
      reply.refused.length > 0
        ? 'Mend what is refused, or expect the refusal.'
        : 'Look at the class of each Ingress, and whether all manifests are read.'
    return { found: 'no load balancer', hint }
  }
  const hint = 'Add the host to an Ingress, correct the test, or say which group is meant.'
  return { found: `no rule for it in any load balancer: ${known.map(printable).join(', ')}`, hint }
}

const several = (balancers: ReadonlyArray<Balancer>): Pick<Mismatch, 'found' | 'hint'> => ({
  found: `several load balancers with a rule for it: ${balancers.map((each) => printable(each.group)).join(', ')}`,
  hint: 'Say which group is meant: which load balancer a request reaches is for DNS to say.'
})

/** Judges what becomes of a request. With `group`, only that group's load balancer is asked. Aspects that nobody names are not looked at. */
export const judge = (front: Front, request: Request, expected: Expected, group?: string): Verdict => {
  const reply = replyOf(front, request, group)
  const mismatches = aspects.flatMap((aspect): ReadonlyArray<Mismatch> => {
    const wanted = expected[aspect]
    if (wanted === undefined) return []
    if (reply.by !== 'one') {
      const said = reply.by === 'several' ? several(reply.balancers) : nobody(front, reply, group)
      return [{ aspect, expected: expectedWords(aspect, wanted), ...said, why: [] }]
    }
    const { balancer, trace } = reply
    const mismatch = judgeAspect(aspect, expected, { front, balancer, request, trace })
    return mismatch === undefined ? [] : [mismatch]
  })
  return { request, expected, reply, passed: mismatches.length === 0, mismatches }
}
