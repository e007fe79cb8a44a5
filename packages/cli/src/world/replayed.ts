import {
  type Answer,
  type Clock,
  decodeRecording,
  E,
  type Fault,
  fault,
  isError,
  type Ports,
  pipe,
  type QuestionKind,
  questionKey,
  type Recording,
  TE
} from '@alb-ingress/core'
import { oneLine, sentence, type Trouble } from '../exit.js'
import type { Io } from '../io.js'
import type { Session } from '../session.js'

const notRecorded = (call: string): Fault =>
  fault('unavailable', 'NotRecorded', call, 'The recording does not say it: the look that was recorded never asked.')

const portsOf = ({ objects, facts, found, details }: Recording): Ports => {
  const clock: Clock = { now: () => facts.now, sleep: () => async () => undefined }
  const known = new Map(details.map((each) => [`${each.physicalId} ${each.field}`, each]))
  const unasked: Answer<QuestionKind> = E.left(notRecorded('answer'))
  return {
    clock,
    aws: {
      answer: (needed) => {
        const keys = needed.map(questionKey)
        return TE.right({
          now: facts.now,
          answers: new Map(keys.map((key) => [key, facts.answers.get(key) ?? unasked]))
        })
      },
      observe: () => TE.right(found),
      details: (needed) =>
        TE.right(
          needed.map(
            (each) =>
              known.get(`${each.physicalId} ${each.field}`) ?? { ...each, value: E.left(notRecorded('details')) }
          )
        ),
      perform: ({ action }) => TE.left(notRecorded(action))
    },
    kubernetes: { read: TE.right(objects), perform: ({ write }) => TE.left(notRecorded(write)) }
  }
}

const sessionFrom = (recording: Recording): Session => ({
  install: recording.install,
  ports: portsOf(recording),
  noticed: [],
  isIncomplete: recording.isIncomplete,
  bindingsPublished: recording.bindingsPublished,
  keepsWrites: recording.keepsWrites,
  located: (found) => found,
  save: TE.right(undefined)
})

/** A session over a recording: without any account or cluster, and with nothing to change. */
export const openRecording = (io: Io, path: string): TE.TaskEither<Trouble, Session> =>
  pipe(
    io.texts.read(path),
    TE.mapLeft(({ message }): Trouble => [`--replay: ${oneLine(message)}`]),
    TE.chainEitherK((text) =>
      E.tryCatch(
        (): unknown => JSON.parse(text),
        (): Trouble => [`${path} is not valid JSON, so it is no recording.`]
      )
    ),
    TE.chainEitherK((json) => {
      const decoded = decodeRecording(json, path)
      if (decoded._tag !== 'Left') return E.right(sessionFrom(decoded.right))
      return E.left(decoded.left.filter(isError).map((each) => sentence(path, each)))
    })
  )
