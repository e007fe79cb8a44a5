import { E, faultText, healthOf, lookAtStatus, pipe, type StatusLook, statusText, TE, worst } from '@alb-ingress/core'
import { type ExitStatus, oneLine, type Trouble } from '../exit.js'
import type { Io } from '../io.js'
import { type Choice, settled } from '../options/choice.js'
import { account, config, manifests, output } from '../options/declared.js'
import { reaching } from '../options/world.js'
import { findingsIn, json, tellFindings } from '../output/findings.js'
import { paperOf } from '../output/terminal.js'
import { openSession, type Session } from '../session.js'
import type { CommandSpec } from './command.js'

const lookedAt = (session: Session, subject: string | undefined): TE.TaskEither<Trouble, StatusLook> => {
  const { ports, install, bindingsPublished, keepsWrites } = session
  return pipe(
    lookAtStatus(ports, install)({ ...(subject === undefined ? {} : { subject }), bindingsPublished, keepsWrites }),
    TE.mapLeft((fault): Trouble => [`The account could not be read: ${oneLine(faultText(fault))}`]),
    TE.chainEitherK(E.mapLeft((why): Trouble => [oneLine(why)]))
  )
}

const print = (io: Io, choice: Choice, session: Session, { outlook, groups }: StatusLook): ExitStatus => {
  const health = worst(groups.map(healthOf))
  if (settled(choice, output) === 'json') io.out(json({ schemaVersion: 1, health, groups }))
  else {
    const { style, write } = paperOf(io, 'stdout')
    write(statusText(groups, style))
    tellFindings(io, findingsIn(session, outlook))
  }
  return health === 'well' ? 0 : 2
}

export const status: CommandSpec = {
  name: 'status',
  summary: 'Say how load balancers are, down to the health of their targets, and why what is not well is not.',
  notes: [
    'Walks from each group to its load balancer, listeners, rules, target groups and targets, and',
    'changes nothing. An Ingress, or a group, narrows it to one:',
    '  alb-ingress status shop/web --kubeconfig ~/.kube/config --cluster-name shop',
    '',
    'Exit status: 0 all is well, 2 something is not, 1 it could not be looked at.'
  ],
  words: [['[subject]', 'An Ingress by namespace/name, or a group.']],
  options: [manifests, account, config, ...reaching, output],
  run: (io, choice, [subject]) =>
    pipe(
      openSession(io, choice),
      TE.chain((session) =>
        pipe(
          lookedAt(session, subject),
          TE.map((looked) => print(io, choice, session, looked))
        )
      )
    )
}
