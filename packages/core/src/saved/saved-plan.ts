import * as Checked from '../checked/checked.js'
import { firstProblem, type Problem, problemsIn } from '../checked/problems.js'
import type { Installation } from '../install.js'
import type { Plan } from '../plan/step.js'
import { E, t } from '../prelude.js'
import { decodeMaskedPlan, planJson } from '../render/plan-json.js'
import type { ObservedState } from '../resources/stack.js'
import { type Basis, BasisCodec, basisOf } from './basis.js'
import { InstallationCodec } from './installation.js'

/** A plan in a file, to be carried out later: for which installation it was made, and what it was made from. */
export interface PlanFile {
  readonly install: Installation
  readonly basis: Basis
  /** Steps that need a secret have a mask in its place. */
  readonly plan: Plan
}

/** The file, as JSON. No secret is in it. */
export const planFileJson = (install: Installation, plan: Plan, observed: ObservedState): unknown => ({
  ...planJson(plan),
  installation: InstallationCodec.encode(install),
  madeFrom: basisOf(plan, observed)
})

const Members = t.type({ installation: InstallationCodec, madeFrom: BasisCodec })

const problemIn = (name: string): Problem =>
  problemsIn('plan/unreadable', { kind: 'Plan', name }, 'Make it with plan --out FILE of this version.')

/** Reads the file. What may be in it and is nonetheless not done is for `unlawful` to say. */
export const decodePlanFile = (json: unknown, name: string): Checked.Checked<PlanFile> => {
  const plan = decodeMaskedPlan(json, name)
  if (plan._tag === 'Left') return plan
  const members = Members.decode(json)
  if (E.isLeft(members)) return Checked.refuse(firstProblem(members.left, [], problemIn(name)))
  const { installation: install, madeFrom: basis } = members.right
  return Checked.map((read: Plan) => ({ install, basis, plan: read }))(plan)
}
