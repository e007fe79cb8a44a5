import { type Diagnostic, diagnostic } from '@alb-ingress/core'
import { droppedVariable, formerVariables, keptVariables } from './former-flags.js'

type Flags = Readonly<Record<string, unknown>>

/** What an environment says, as flags, and what is to be told of it. */
export interface Surroundings {
  readonly flags: Flags
  readonly findings: ReadonlyArray<Diagnostic>
}

const told = (variable: string, message: string, hint: string, isIdle = false): Diagnostic =>
  diagnostic(
    isIdle ? 'account/idle-flag' : 'account/former-flag',
    { object: { kind: 'Environment', name: variable }, path: [] },
    message,
    hint
  )

const formerVariable = (variable: string, flag: string, isOutdone: boolean): Diagnostic =>
  isOutdone
    ? told(
        variable,
        `${variable} is not read, as the flag ${flag} is there too.`,
        `Remove ${variable}. It used to outrank the flag.`,
        true
      )
    : told(
        variable,
        `${variable} comes from AWS ALB Ingress Controller 1.x, and still counts.`,
        `Use the flag ${flag}.`
      )

/**
 * The settings that AWS ALB Ingress Controller 1.x took from its environment. A flag in `given` outranks its variable, which that controller had
 * the other way round.
 */
export const flagsInEnvironment = (
  environment: Readonly<Record<string, string | undefined>>,
  given: Flags
): Surroundings => {
  const flags: Record<string, unknown> = {}
  const findings: Array<Diagnostic> = []
  for (const [variable, flag] of Object.entries({ ...keptVariables, ...formerVariables })) {
    const text = environment[variable]
    if (text === undefined || text === '') continue
    const isOutdone = given[flag] !== undefined
    if (!isOutdone) flags[flag] = text
    if (variable in formerVariables) findings.push(formerVariable(variable, flag, isOutdone && given[flag] !== text))
  }
  if (environment[droppedVariable] !== undefined)
    findings.push(
      told(
        droppedVariable,
        `${droppedVariable} says nothing any more: load balancers without tags are not taken over.`,
        'Give such a load balancer the tags elbv2.k8s.aws/cluster, ingress.k8s.aws/stack and ingress.k8s.aws/resource.',
        true
      )
    )
  return { flags, findings }
}
