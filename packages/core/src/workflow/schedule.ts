import type { Plan, Step, StepId } from '../plan/step.js'
import { push } from '../support/lists-by.js'

/** How steps are started. */
export interface Schedule {
  /** How many steps may run at a time. */
  readonly concurrency: number
  /** Asked before every start; once it says no, what runs is ended and nothing else begins. */
  readonly mayStart: () => boolean
  /** Runs one step, and says whether those that wait for it may run. */
  readonly run: (step: Step) => Promise<boolean>
}

/** Which steps wait for each step, and for how many each step still waits. */
const waitingOf = ({ steps, after }: Plan) => {
  const followers = new Map<StepId, Array<Step>>()
  const open = new Map<StepId, number>()
  for (const step of steps) {
    const before = after.get(step.id) ?? []
    open.set(step.id, before.length)
    for (const earlier of before) push(followers, earlier, step)
  }
  return { followers, open }
}

/** Steps that are ready, in the order in which they became so. Those that others wait for come first, and what needs no turn at AWS. */
const readyLine = (isUrgent: (step: Step) => boolean) => {
  const lines: readonly [Array<Step>, Array<Step>] = [[], []]
  const next = [0, 0]
  const take = (line: 0 | 1): Step | undefined => {
    const step = lines[line][next[line] ?? 0]
    if (step !== undefined) next[line] = (next[line] ?? 0) + 1
    return step
  }
  return {
    add: (step: Step): void => void lines[isUrgent(step) ? 0 : 1].push(step),
    isEmpty: (): boolean => lines[0].length === next[0] && lines[1].length === next[1],
    next: (): Step | undefined => take(0) ?? take(1)
  }
}

/** Runs the steps of a plan, each when all before it are done. Ends when nothing runs and nothing more can start; a defect ends it at once. */
export const schedule = (plan: Plan, { concurrency, mayStart, run }: Schedule): Promise<void> =>
  new Promise((resolve, reject) => {
    const { followers, open } = waitingOf(plan)
    const ready = readyLine(({ id, on }) => on === 'kubernetes' || followers.has(id))
    for (const step of plan.steps) if (open.get(step.id) === 0) ready.add(step)
    let running = 0

    const release = ({ id }: Step): void => {
      for (const follower of followers.get(id) ?? []) {
        const left = (open.get(follower.id) ?? 1) - 1
        open.set(follower.id, left)
        if (left === 0) ready.add(follower)
      }
    }
    const start = (step: Step): void => {
      running += 1
      run(step).then((isDone) => {
        running -= 1
        if (isDone) release(step)
        fill()
      }, reject)
    }
    const fill = (): void => {
      while (running < concurrency && !ready.isEmpty() && mayStart()) {
        const step = ready.next()
        if (step !== undefined) start(step)
      }
      if (running === 0) resolve()
    }
    fill()
  })
