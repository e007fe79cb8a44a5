import { diagnosticsText } from '../render/diagnostics-text.js'
import type { Style } from '../render/style.js'
import { traceText } from '../render/trace-text.js'
import { requestText } from '../route/request.js'
import { printable } from '../support/wording.js'
import { expectedWords, type Mismatch } from './aspects.js'
import type { Aspect } from './expected.js'
import type { RefusedGroup } from './front.js'
import type { Verdict } from './judge.js'
import type { Reply } from './reply.js'

const indent = '  '

const indented = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? line : `${indent}${line}`))
    .join('\n')

/** One thing that is not as expected: what, why, and what to do. Ends without a line break. */
const mismatchText = ({ aspect, expected, found, why, hint }: Mismatch): string =>
  [`${aspect}: expected ${expected}, and got ${found}`, ...[...why, hint].map((line) => `${indent}${line}`)].join('\n')

// All rules of a long listener would bury the one that answered.
const mostRules = 20

const wayText = (reply: Reply, style: Style): ReadonlyArray<string> => {
  if (reply.by !== 'one') return []
  const { balancer, trace } = reply
  const left = Math.max(0, trace.rules.length - mostRules)
  const shown = left === 0 ? trace : { ...trace, rules: trace.rules.slice(left) }
  const lines = traceText(shown, style).split('\n').slice(1)
  const before = left === 0 ? [] : [`${indent}${left} rules before do not match`]
  return [`The way of the request through ${printable(balancer.group)}:`, ...before, ...lines]
}

const refusedText = ({ group, errors }: RefusedGroup, style: Style): string =>
  `Group ${printable(group)} may serve this host, and is refused, so that nothing is known of its rules:\n${indented(diagnosticsText(errors, style))}`

/**
 * Why an expectation was not met: everything that is not as expected, then the way of the request with the rule that answered, then the
 * groups that might have answered and are refused. `where` says in which file an expectation stands. Ends without a line break.
 */
export const verdictText = (
  { request, mismatches, reply }: Verdict,
  style: Style,
  where: (mismatch: Mismatch) => string = () => ''
): string =>
  [
    printable(requestText(request)),
    ...mismatches.map((each) => indented(`${where(each)}${mismatchText(each)}`)),
    ...wayText(reply, style),
    ...reply.refused.map((each) => refusedText(each, style))
  ].join('\n')

/** What is as expected, for those who expect the contrary. Ends without a line break. */
export const metText = ({ request, expected, reply }: Verdict, style: Style): string => {
  const given = Object.entries(expected).filter(([, wanted]) => wanted !== undefined)
  return [
    printable(requestText(request)),
    ...given.map(
      // The entries of an Expected are its aspects.
      ([aspect, wanted]) =>
        `${indent}${aspect}: expected anything but ${expectedWords(aspect as Aspect, wanted)}, and got it`
    ),
    ...wayText(reply, style)
  ].join('\n')
}
