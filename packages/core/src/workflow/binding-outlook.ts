import type { Diagnostic } from '../checked/diagnostic.js'
import type { Facts } from '../facts/facts.js'
import { emptyPlan, type Plan } from '../plan/step.js'
import type { Binding } from '../targets/binding.js'
import type { FoundEndpoints, TargetEndpoint } from '../targets/endpoint.js'
import type { Inquiry } from './binding-inquiry.js'
import type { BindingMemory } from './binding-memory.js'
import { planOfBinding } from './binding-plan.js'
import { type Decided, idleWork, statusOf } from './binding-work.js'

/** What was found of one binding, and what is to be done for it. */
export interface BindingOutlook {
  readonly binding: Binding
  /** It is being deleted. */
  readonly leaving: boolean
  readonly plan: Plan
  readonly findings: ReadonlyArray<Diagnostic>
  /** Who should receive traffic. */
  readonly endpoints: ReadonlyArray<TargetEndpoint>
  /** As of this look; `afterBinding` adds what the plan did. */
  readonly memory: BindingMemory
  /** Look again after so many milliseconds. */
  readonly again: number | undefined
  /** When AWS was asked, in milliseconds since 1970. */
  readonly now: number
}

const mostPatience = 60_000

// A Pod that an EndpointSlice names comes a moment later, or never.
const unseenAgain = (tries: number): number => Math.min(mostPatience, 1000 * 2 ** tries)

const withUnseen = (memory: BindingMemory, unseen: number): BindingMemory => {
  const { unseenTries = 0, ...others } = memory
  return unseen === 0 ? others : { ...others, unseenTries: unseenTries + 1 }
}

const sooner = (...times: ReadonlyArray<number | undefined>): number | undefined => {
  const known = times.filter((each) => each !== undefined)
  return known.length === 0 ? undefined : Math.min(...known)
}

/** What a look has brought. */
export interface Told {
  readonly found: FoundEndpoints | undefined
  readonly facts: Facts
  readonly decided: Decided | undefined
  readonly findings: ReadonlyArray<Diagnostic>
  readonly memory: BindingMemory
}

/** What comes of it. */
export const outlookOf = (
  { binding, settings }: Inquiry,
  { found, facts, decided, findings, memory }: Told
): BindingOutlook => {
  const unseen = found?.unseen.length ?? 0
  return {
    binding,
    leaving: binding.read?.deleting === true,
    plan: decided === undefined ? emptyPlan : planOfBinding(decided.work),
    findings: [...findings, ...(decided?.findings ?? [])],
    endpoints: found?.endpoints ?? [],
    memory: withUnseen(memory, unseen),
    again: sooner(
      unseen > 0 ? unseenAgain(memory.unseenTries ?? 0) : undefined,
      decided?.waits === true ? settings.lookAgain : undefined
    ),
    now: facts.now
  }
}

/** Nothing is done to its target group. */
export const resting = (
  inquiry: Inquiry,
  facts: Facts,
  findings: ReadonlyArray<Diagnostic>,
  found?: FoundEndpoints
): BindingOutlook => outlookOf(inquiry, { found, facts, decided: undefined, findings, memory: inquiry.memory })

/** The same, and its status says why. */
export const declined = (inquiry: Inquiry, facts: Facts, reason: string, finding: Diagnostic): BindingOutlook => {
  const { binding, memory } = inquiry
  const closing = statusOf(binding, { status: 'False', reason, message: finding.message })
  const work = { ...idleWork(binding, ''), closing }
  return outlookOf(inquiry, {
    ...{ found: undefined, facts, memory },
    decided: { work, findings: [finding], waits: false },
    findings: []
  })
}
