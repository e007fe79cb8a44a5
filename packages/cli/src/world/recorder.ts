import type { Facts, Fault, Ports, Recording } from '@alb-ingress/core'
import { pipe, TE } from '@alb-ingress/core'

/** What has been seen so far. */
export type SeenSoFar = Pick<Recording, 'objects' | 'facts' | 'found' | 'details'>

/** Ports over the same world that remember all they are told. */
export interface Recorder {
  readonly ports: Ports
  readonly seen: () => SeenSoFar
}

/** Listens to ports. */
export const recorderOf = (ports: Ports): Recorder => {
  let seen: SeenSoFar = {
    ...{ objects: [], found: [], details: [] },
    facts: { now: ports.clock.now(), answers: new Map() }
  }
  const noting = <A>(
    note: (told: A) => Partial<SeenSoFar>
  ): ((task: TE.TaskEither<Fault, A>) => TE.TaskEither<Fault, A>) =>
    TE.map((told) => {
      seen = { ...seen, ...note(told) }
      return told
    })
  const { aws, kubernetes, clock } = ports
  return {
    seen: () => seen,
    ports: {
      clock,
      aws: {
        ...aws,
        answer: (needed) =>
          pipe(
            aws.answer(needed),
            noting(({ now, answers }: Facts) => ({
              facts: { now, answers: new Map([...seen.facts.answers, ...answers]) }
            }))
          ),
        observe: (scope) =>
          pipe(
            aws.observe(scope),
            noting((found) => ({ found }))
          ),
        details: (needed) =>
          pipe(
            aws.details(needed),
            noting((details) => ({ details: [...seen.details, ...details] }))
          )
      },
      kubernetes: {
        ...kubernetes,
        read: pipe(
          kubernetes.read,
          noting((objects) => ({ objects }))
        )
      }
    }
  }
}
