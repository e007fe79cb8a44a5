import * as Checked from '../checked/checked.js'
import type { Diagnostic } from '../checked/diagnostic.js'
import { firstProblem, type Problem, problemsIn } from '../checked/problems.js'
import type { Plan, Step, StepId } from '../plan/step.js'
import { E, pipe, t } from '../prelude.js'
import { isMasked, isRedacted, mask, masked } from '../support/redacted.js'
import { shown } from '../support/wording.js'
import { SavedStep } from './plan-codec.js'
import { planView, type Summary } from './plan-view.js'

/** Counts up whenever older programs could misread what newer ones write. */
export const planSchemaVersion = 1

/** A plan to be kept in a file and carried out later. Secrets are masked, so a plan that needs one has to be made anew. */
export interface SavedPlan {
  readonly schemaVersion: number
  readonly summary: Summary
  readonly steps: ReadonlyArray<SavedStep>
}

/** The plan as JSON. What comes back from `decodePlan` is the same plan. */
export const planJson = (plan: Plan): SavedPlan => ({
  schemaVersion: planSchemaVersion,
  summary: planView(plan).summary,
  steps: plan.steps.map(
    // Masking changes texts only, and leaves every shape as it is.
    (step) => masked({ ...step, after: plan.after.get(step.id) ?? [] }) as SavedStep
  )
})

const Envelope = t.type({ schemaVersion: t.number, steps: t.array(t.unknown) })

const problemIn = (name: string): Problem =>
  problemsIn('plan/unreadable', { kind: 'Plan', name }, 'Make the plan again with this version.')

const decodeSteps = (steps: ReadonlyArray<unknown>, problem: Problem): Checked.Checked<ReadonlyArray<SavedStep>> =>
  Checked.each(steps, (given, i) => {
    const step = SavedStep.decode(given)
    return E.isLeft(step) ? Checked.refuse(firstProblem(step.left, ['steps', i], problem)) : Checked.ok(step.right)
  })

const holdsMask = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return value === mask
  return isRedacted(value) ? isMasked(value) : Object.values(value).some(holdsMask)
}

/** The steps of a saved plan that need a secret: what it is, no file tells. */
export const stepsInNeedOfSecrets = ({ steps }: Plan): ReadonlySet<StepId> =>
  new Set(steps.filter((step) => holdsMask(step.on === 'aws' ? step.call : step.write)).map(({ id }) => id))

const stepProblems = (steps: ReadonlyArray<SavedStep>, problem: Problem): ReadonlyArray<Diagnostic> => {
  const seen = new Set<StepId>()
  const found: Array<Diagnostic> = []
  steps.forEach((step, i) => {
    const late = step.after.filter((id) => !seen.has(id))
    if (late.length > 0) {
      found.push(
        problem(['steps', i, 'after'], `It waits for ${late.map(shown).join(', ')}, which does not come before it.`)
      )
    }
    if (seen.has(step.id)) found.push(problem(['steps', i, 'id'], `Two steps have the id ${shown(step.id)}.`))
    seen.add(step.id)
  })
  return found
}

const withoutAfter = ({ after: _, ...step }: SavedStep): Step => step

const planOf = (steps: ReadonlyArray<SavedStep>): Plan => ({
  steps: steps.map(withoutAfter),
  after: new Map(steps.filter(({ after }) => after.length > 0).map(({ id, after }) => [id, after]))
})

/**
 * Reads a saved plan like any other input: shapes, versions, and that no step waits for a later one. `name` is how messages call
 * the file. All problems come together, for each step the first. Steps that need a secret hold a mask in its place.
 */
export const decodeMaskedPlan = (json: unknown, name: string): Checked.Checked<Plan> => {
  const problem = problemIn(name)
  const envelope = Envelope.decode(json)
  if (E.isLeft(envelope)) return Checked.refuse(firstProblem(envelope.left, [], problem))
  const { schemaVersion, steps } = envelope.right
  if (schemaVersion !== planSchemaVersion) {
    const message = `It has version ${schemaVersion}, and this program reads version ${planSchemaVersion}.`
    return Checked.refuse(problem(['schemaVersion'], message))
  }
  return pipe(
    decodeSteps(steps, problem),
    Checked.andThen((saved) => Checked.noting(stepProblems(saved, problem), planOf(saved)))
  )
}

const maskedSteps = (plan: Plan, name: string): ReadonlyArray<Diagnostic> => {
  const needy = stepsInNeedOfSecrets(plan)
  return plan.steps.flatMap(({ id }, i) =>
    needy.has(id) ? [problemIn(name)(['steps', i], 'It needs a secret, and secrets are not kept in files.')] : []
  )
}

/** The same, and no step may need a secret: what comes back can be carried out as it is. */
export const decodePlan = (json: unknown, name: string): Checked.Checked<Plan> =>
  pipe(
    decodeMaskedPlan(json, name),
    Checked.andThen((plan) => Checked.noting(maskedSteps(plan, name), plan))
  )
