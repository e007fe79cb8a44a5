import {
  Checked,
  E,
  type GroupId,
  masked,
  type Outlook,
  parseRequest,
  pipe,
  type Request,
  resourcesOf,
  route as routeIn,
  router,
  type Stack,
  TE,
  type Trace,
  traceText
} from '@alb-ingress/core'
import type { Trouble } from '../exit.js'
import type { Io } from '../io.js'
import { type Choice, chosen, settled } from '../options/choice.js'
import { account, assumeMissing, config, group, header, manifests, output, sourceIp } from '../options/declared.js'
import { reaching, recording } from '../options/world.js'
import { findingsIn, json, statusAfter, tellAssumable, tellFindings } from '../output/findings.js'
import { paperOf } from '../output/terminal.js'
import type { CommandSpec } from './command.js'
import { look } from './look.js'

/** The way of the request through the load balancer of one group. */
interface GroupTrace {
  readonly group: GroupId
  /** Whether one of its rules is for such requests, and not only its fallback. */
  readonly hasRule: boolean
  readonly trace: Trace
}

const headersOf = (given: ReadonlyArray<string>): E.Either<Trouble, Readonly<Record<string, string>>> => {
  const headers: Array<readonly [string, string]> = []
  for (const line of given) {
    const [, name, value] = /^([^\s:]+)\s*:\s*(.*)$/.exec(line) ?? []
    if (name === undefined || value === undefined) {
      return E.left([`--header is ${JSON.stringify(line)}, and should be like 'name: value'.`])
    }
    headers.push([name, value])
  }
  return E.right(Object.fromEntries(headers))
}

const requestOf = (choice: Choice, method: string, url: string): E.Either<Trouble, Request> =>
  pipe(
    headersOf(chosen(choice, header) ?? []),
    E.chain((headers) => {
      const ip = chosen(choice, sourceIp)
      const parsed = parseRequest(method, url, { headers, ...(ip === undefined ? {} : { sourceIp: ip }) })
      return E.mapLeft((message: string): Trouble => [message])(parsed)
    })
  )

// On any of its listeners: a redirect to HTTPS is no rule, and yet the answer for the hosts of the rules behind it.
const hasRuleFor = (stack: Stack, request: Request): boolean => {
  const ask = router(stack)
  return resourcesOf(stack, 'Listener').some(({ spec: { port, protocol } }) => {
    const scheme = protocol === 'HTTPS' ? 'https' : 'http'
    return ask({ ...request, port, scheme }).rules.some(({ answers }) => answers)
  })
}

/** Through every load balancer: which of them a request reaches is for DNS to say. */
const traces = ({ groups }: Outlook, request: Request): ReadonlyArray<GroupTrace> =>
  groups.flatMap(({ id, stack }) => {
    const value = Checked.valueIn(stack)
    if (value === undefined || value.resources.length === 0) return []
    return [{ group: id, hasRule: hasRuleFor(value, request), trace: routeIn(value, request) }]
  })

// Why nobody answers is worth telling of a few load balancers, and of many only one by one.
const mostUnanswered = 3

const othersText = (count: number): string =>
  count === 1 ? 'One other load balancer has no rule for it.' : `${count} other load balancers have no rule for it.`

const noneText = (count: number): string =>
  `None of the ${count} load balancers has a rule for it. With --group, one of them says why.`

const printText = (io: Io, found: ReadonlyArray<GroupTrace>): void => {
  const { style, write } = paperOf(io, 'stdout')
  const answering = found.filter(({ hasRule }) => hasRule)
  const shown = answering.length === 0 && found.length <= mostUnanswered ? found : answering
  for (const { group, trace } of shown) write(`${style.paint('heading', group)}\n${traceText(trace, style)}`)
  const others = found.length - shown.length
  if (shown.length > 0 && others > 0) write(style.paint('quiet', othersText(others)))
  if (shown.length === 0 && others > 0) write(noneText(others))
}

const noGroup = (only: GroupId | undefined): Trouble => [
  only === undefined
    ? 'Nothing answers: no group has a load balancer that checks.'
    : `Nothing answers: no group is called ${JSON.stringify(only)}, or it does not check.`
]

const unheard: ReadonlySet<Trace['destination']['outcome']> = new Set(['no-listener', 'wrong-protocol', 'no-answer'])

const isHeard = ({ trace }: GroupTrace): boolean => !unheard.has(trace.destination.outcome)

const answered = (io: Io, choice: Choice, request: Request): ReturnType<CommandSpec['run']> => {
  const only = chosen(choice, group)
  return pipe(
    look(io, choice, only === undefined ? {} : { only }),
    TE.chain(({ session, outlook }) => {
      const findings = findingsIn(session, outlook)
      const found = traces(outlook, request)
      if (settled(choice, output) === 'json') io.out(json(masked(found)))
      else {
        printText(io, found)
        tellFindings(io, findings)
        tellAssumable(io, choice, findings)
      }
      return found.length === 0 ? TE.left(noGroup(only)) : TE.right(statusAfter(findings, found.some(isHeard) ? 0 : 1))
    })
  )
}

export const route: CommandSpec = {
  name: 'route',
  summary: 'Say which rule answers a request, and why the others do not.',
  notes: [
    'Method and URL come first:',
    '  alb-ingress route GET https://shop.example/cart --manifests manifests/ --account account.json',
    '',
    'Nothing is sent: the rules are those that the manifests ask for, tried as an Application Load',
    'Balancer tries them. Which load balancer a request reaches is for DNS to say, so all are asked.',
    '',
    'Exit status: 0, or 1 when nothing answers or something was refused.'
  ],
  words: [
    ['method', 'As sent, such as GET.'],
    ['url', 'http or https, with the port where it is not the usual one.']
  ],
  options: [manifests, account, assumeMissing, config, ...reaching, ...recording, group, header, sourceIp, output],
  run: (io, choice, [method = '', url = '']) =>
    pipe(
      TE.fromEither(requestOf(choice, method, url)),
      TE.chain((request) => answered(io, choice, request))
    )
}
