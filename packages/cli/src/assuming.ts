import { assumedPorts, faultText, pipe, TE } from '@alb-ingress/core'
import type { Account } from './account.js'
import { oneLine, type Trouble } from './exit.js'
import type { Session } from './session.js'

/** What stands for an account that nobody gives. */
export const noAccount: Account = { path: 'no account', text: '', file: {}, noticed: [] }

/** The same session over a world in which nothing is missing; each thing that was assumed is among what was noticed. */
export const withAssumed = (session: Session, isAccountKnown: boolean): TE.TaskEither<Trouble, Session> =>
  pipe(
    assumedPorts(session.ports, session.install, isAccountKnown),
    TE.bimap(
      (fault): Trouble => [oneLine(faultText(fault))],
      ({ ports, assumed }) => ({ ...session, ports, noticed: [...session.noticed, ...assumed] })
    )
  )
