import { arnKey } from '../resources/fields.js'
import { resourceTag } from '../resources/ownership.js'
import { namedBy, type Ref } from '../resources/ref.js'
import { listsBy } from '../support/lists-by.js'
import type { PrioritiesCall } from './call.js'
import { changesOf } from './changes.js'
import { awsStep, createStep, stepId, subjectOf } from './make-step.js'
import { matchRules, type ObservedRule, type Rule } from './match-rules.js'
import { callsFor, type Numbering, numberByPlace, numberWithFewMoves } from './priorities.js'
import type { Created } from './settle.js'
import type { Cause, Step } from './step.js'

/** What becomes of the rules of one listener. Whatever AWS has and no pair names is surplus. */
export interface RulePlan {
  readonly steps: ReadonlyArray<Step>
  /** Rules that stay, as they shall be, and as they are. */
  readonly pairs: ReadonlyArray<{ readonly rule: Rule; readonly there: ObservedRule }>
}

type Move = PrioritiesCall['rules'][number]

const numberOf = (rule: ObservedRule): number => rule.spec.priority ?? 0

/** The rule under the number it gets, which is also part of its id and, where tags are ours, of its resource tag. */
const numbered = (rule: Rule, listener: Ref, priority: number): Rule => {
  const id = `${listener.id}:${priority}`
  const { tags } = rule.spec
  const named = tags?.[resourceTag] === undefined ? rule.spec : { ...rule.spec, tags: { ...tags, [resourceTag]: id } }
  return { ...rule, id, spec: { ...named, priority } }
}

const moveOf = (rule: ObservedRule, to: number): Move => ({
  // The subject of a rule is a rule.
  rule: subjectOf(rule) as Move['rule'],
  from: numberOf(rule),
  to
})

const moveStep = (listener: Ref, physicalId: string | undefined, moves: ReadonlyArray<Move>): Step => {
  const name = namedBy(listener)
  const subject = subjectOf(physicalId === undefined ? name : { ...name, physicalId })
  const rules = [...moves].sort((a, b) => a.to - b.to)
  const call: PrioritiesCall = { do: 'prioritise', kind: 'ListenerRule', action: 'SetRulePriorities', subject, rules }
  const causes = rules.map(
    ({ from, to }): Cause => ({ because: 'makesRoom', field: 'priority', observed: from, desired: to })
  )
  return awsStep(stepId(call.action, subject), call, listener.stack, causes)
}

const isTagged = (rules: ReadonlyArray<Rule>): boolean =>
  rules.some(({ spec }) => spec.tags?.[resourceTag] !== undefined)

/** Few moves, or the reference's numbers where those cost fewer calls. */
const cheapest = (
  rules: ReadonlyArray<Rule>,
  places: ReadonlyArray<number | undefined>,
  leftovers: ReadonlyArray<number>
): Numbering => {
  const tagged = isTagged(rules)
  const cost = (numbering: Numbering): number => callsFor(numbering, places, leftovers.length, tagged)
  const few = numberWithFewMoves(places, leftovers)
  const byPlace = numberByPlace(places, leftovers)
  return cost(byPlace) < cost(few) ? byPlace : few
}

/**
 * Steps for the rules of one listener. Rules are the same when their content is; numbers are right when their order is, and change
 * only to make room, in one call. Deletions are not among the steps.
 */
export const planRules = (
  listener: Ref,
  listenerId: string | undefined,
  desired: ReadonlyArray<Rule>,
  observed: ReadonlyArray<ObservedRule>,
  created: Created
): RulePlan => {
  const wanted = [...desired].sort((a, b) => a.spec.priority - b.spec.priority)
  const there = [...observed].sort((a, b) => numberOf(a) - numberOf(b))
  const matches = matchRules(wanted, there, created)
  const matched = new Set(matches)
  const leftovers = there.filter((rule) => !matched.has(rule))
  const places = matches.map((match) => (match === undefined ? undefined : numberOf(match)))
  const { numbers, inPlace, evicted } = cheapest(wanted, places, leftovers.map(numberOf))
  const moves: Array<Move> = []
  const steps: Array<Step> = []
  const pairs: Array<{ readonly rule: Rule; readonly there: ObservedRule }> = []
  for (const [place, each] of wanted.entries()) {
    const number = numbers[place] ?? place + 1
    const rule = numbered(each, listener, number)
    const holder = matches[place] ?? leftovers[inPlace.get(place) ?? -1]
    if (holder === undefined) steps.push(createStep(rule, [{ because: 'absent' }]))
    else {
      if (numberOf(holder) !== number) moves.push(moveOf(holder, number))
      steps.push(...changesOf(rule, { ...holder, spec: { ...holder.spec, priority: number } }, created))
      pairs.push({ rule, there: holder })
    }
  }
  for (const [i, to] of evicted) {
    const doomed = leftovers[i]
    if (doomed !== undefined) moves.push(moveOf(doomed, to))
  }
  return { steps: moves.length === 0 ? steps : [moveStep(listener, listenerId, moves), ...steps], pairs }
}

/** Rules by the listener whose they are. */
export const byListener = <R extends Rule | ObservedRule>(
  rules: ReadonlyArray<R>
): ReadonlyMap<string, ReadonlyArray<R>> =>
  listsBy(rules, ({ spec: { listener } }) => (listener === undefined ? '' : arnKey(listener)))
