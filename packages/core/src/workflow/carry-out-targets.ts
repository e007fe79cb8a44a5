import { type Diagnostic, diagnostic } from '../checked/diagnostic.js'
import { type Fault, faultText } from '../facts/fault.js'
import type { Plan } from '../plan/step.js'
import type { Ports } from '../ports/ports.js'
import type { T } from '../prelude.js'
import type { ObservedState } from '../resources/stack.js'
import type { Binding } from '../targets/binding.js'
import { afterBinding, type BindingMemory } from './binding-memory.js'
import type { BindingOutlook } from './binding-outlook.js'
import { type CarryOutOptions, carryOut, type Report } from './carry-out.js'

/** Plans of targets name everything by what AWS calls it, so that nothing need be observed to carry them out. */
const nothingObserved: ObservedState = { stacks: new Map(), rulesPerLoadBalancer: 0 }

/** Carries out a plan of targets, or of the rules on nodes and Pods. */
export const carryOutTargets =
  (ports: Ports, options: CarryOutOptions) =>
  (plan: Plan): T.Task<Report> =>
    carryOut(ports, options)(plan, nothingObserved)

/** What one pass did for one binding. */
export interface BindingPass {
  readonly outlook: BindingOutlook
  readonly report: Report
  readonly memory: BindingMemory
  readonly again: number | undefined
}

/** Carries out the plan of one binding, writes down what went wrong, and remembers what was done. */
export const carryOutBinding =
  (ports: Ports, options: CarryOutOptions) =>
  (outlook: BindingOutlook): T.Task<BindingPass> =>
  async () => {
    const report = await carryOutTargets(ports, options)(outlook.plan)()
    const { memory, again, complaints } = afterBinding(outlook, report)
    // A complaint that cannot be written is made again by the next pass.
    for (const write of complaints) await ports.kubernetes.perform(write)()
    return { outlook, report, memory, again }
  }

/** What is said of a binding about which AWS could not be asked. */
export const unanswered = ({ object }: Binding, fault: Fault): Diagnostic =>
  diagnostic(
    'binding/fact-unavailable',
    { object, path: [] },
    `The targets could not be looked at: ${faultText(fault)}`,
    'It is tried again. If it goes on, see the rights of the role that this runs as.'
  )

/** Runs tasks, so many at a time; results in the order of the tasks. */
export const inParallel =
  <A>(tasks: ReadonlyArray<T.Task<A>>, atATime: number): T.Task<ReadonlyArray<A>> =>
  async () => {
    const results: Array<A> = []
    let next = 0
    const worker = async (): Promise<void> => {
      for (let i = next++; i < tasks.length; i = next++) {
        const task = tasks[i]
        if (task !== undefined) results[i] = await task()
      }
    }
    await Promise.all(Array.from({ length: Math.min(atATime, tasks.length) }, worker))
    return results
  }
