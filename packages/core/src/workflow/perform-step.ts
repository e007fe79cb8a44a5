import type { Fault } from '../facts/fault.js'
import { bindCall, bindWrite, type Outputs } from '../plan/bind.js'
import type { Step } from '../plan/step.js'
import type { Outcome } from '../ports/aws.js'
import type { Ports } from '../ports/ports.js'
import { E, pipe, TE } from '../prelude.js'
import { mostRepetitions, pauseBefore, responseTo } from './fault-table.js'

/** How one step ended: with an outcome, or with a fault and what is to be done about it. */
export type Ending =
  | { readonly is: 'done'; readonly outcome: Outcome }
  | { readonly is: 'failed'; readonly fault: Fault; readonly replan: boolean }
  /** The world has not come round yet: another pass tries it. */
  | { readonly is: 'postponed'; readonly fault: Fault }

export interface Patience {
  /** How often a step is repeated that only has to wait for something, such as interfaces to be let go of. */
  readonly repetitions: number
  /** Whether another call may be made. */
  readonly mayGoOn: () => boolean
  /** Ends early when there is no more to wait for. */
  readonly sleep: (milliseconds: number) => Promise<void>
  readonly onWaiting: (fault: Fault) => void
}

const send = (ports: Ports, step: Step, outputs: Outputs): TE.TaskEither<Fault, Outcome> =>
  step.on === 'aws'
    ? ports.aws.perform(bindCall(step.call, outputs))
    : pipe(
        ports.kubernetes.perform(bindWrite(step.write, outputs)),
        TE.map((): Outcome => ({}))
      )

const givenUp = (fault: Fault): Ending =>
  fault.kind === 'conflict' ? { is: 'postponed', fault } : { is: 'failed', fault, replan: true }

/** Carries out one step, repeated while the world may still come round. Who may not go on makes no other call. */
export const performStep = async (
  ports: Ports,
  step: Step,
  outputs: Outputs,
  { repetitions, mayGoOn, sleep, onWaiting }: Patience
): Promise<Ending> => {
  for (let attempt = 1; ; attempt++) {
    const answer = await send(ports, step, outputs)()
    if (E.isRight(answer)) return { is: 'done', outcome: answer.right }
    const fault = answer.left
    const response = responseTo(fault, step)
    if (response === 'done') return { is: 'done', outcome: {} }
    if (response !== 'again') return { is: 'failed', fault, replan: response !== 'stop' }
    if (attempt > (fault.kind === 'conflict' ? repetitions : mostRepetitions)) return givenUp(fault)
    onWaiting(fault)
    await sleep(pauseBefore(attempt, fault))
    if (!mayGoOn()) return { is: 'failed', fault, replan: true }
  }
}
