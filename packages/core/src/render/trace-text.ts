import type { Destination, Target } from '../route/destination.js'
import { requestText } from '../route/request.js'
import type { RuleTrace, Trace } from '../route/trace.js'
import { printable } from '../support/wording.js'
import type { Style } from './style.js'
import { actionWords, arnWords, resourceWords } from './words.js'

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`

const targetWords = ({ service, targetGroup, share }: Target, alone: boolean): string => {
  const name =
    service === undefined ? arnWords(targetGroup) : printable(`${service.namespace}/${service.name}:${service.port}`)
  return alone ? name : `${name} (${percent(share)})`
}

/** What comes of a request, in one line: `shop/cart:80`, `301 to https://…`, `404 text/plain`. */
export const destinationText = (destination: Destination): string => {
  switch (destination.outcome) {
    case 'forward':
      return destination.targets.map((target) => targetWords(target, destination.targets.length === 1)).join(', ')
    case 'redirect':
      return `${destination.statusCode} to ${printable(destination.location)}`
    case 'fixed-response': {
      const { statusCode, contentType = '', messageBody } = destination
      const body = messageBody === undefined ? '' : JSON.stringify(messageBody)
      return printable([String(statusCode), contentType, body].filter((part) => part !== '').join(' '))
    }
    case 'no-listener':
      return destination.listening.length === 0
        ? 'nothing listens on any port'
        : `nothing listens on port ${destination.port}, only on ${destination.listening.join(', ')}`
    case 'wrong-protocol':
      return `port ${destination.port} speaks ${printable(destination.speaks)}`
    case 'no-answer':
      return 'the actions end without an answer'
  }
}

// Of a rule that does not answer, only what stands in the way is told.
const ruleLine = (rule: RuleTrace, { glyphs, paint }: Style): string => {
  const told = rule.answers ? rule.conditions : rule.conditions.filter(({ held }) => !held)
  const why = told.map((condition) => printable(condition.why)).join('; ')
  const line = `  ${rule.answers ? glyphs.yes : glyphs.no} rule ${printable(rule.id)}  ${why === '' ? 'takes every request' : why}`
  return paint(rule.answers ? 'create' : 'quiet', line)
}

const throughLines = ({ through }: Trace, { glyphs }: Style): ReadonlyArray<string> =>
  through === undefined
    ? []
    : [
        `  ${glyphs.yes} ${resourceWords({ kind: 'Listener', stack: '', id: through.listener })}  leads to port ${through.port}`
      ]

/** The way of a request for readers: the rules that were looked at, why each answers or does not, and what comes of it. */
export const traceText = (trace: Trace, style: Style): string => {
  const { glyphs, paint } = style
  const fallback =
    trace.answeredBy === 'default'
      ? [`  ${glyphs.yes} listener ${printable(trace.listener ?? '')}  no rule answers`]
      : []
  return [
    paint('heading', printable(requestText(trace.request))),
    ...throughLines(trace, style),
    ...trace.rules.map((rule) => ruleLine(rule, style)),
    ...fallback,
    `  ${glyphs.arrow} ${[...trace.guards.map((guard) => actionWords(guard)), destinationText(trace.destination)].join(', then ')}`,
    ...(trace.rewriting?.why ?? []).map((line) => `    ${printable(line)}`)
  ].join('\n')
}
