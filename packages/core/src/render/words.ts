import type { Action } from '../resources/action.js'
import type { Condition } from '../resources/condition.js'
import type { LogIn } from '../resources/log-in.js'
import { backendSecurityGroupId } from '../resources/ownership.js'
import type { Arn, ResourceName } from '../resources/ref.js'
import { isRef } from '../resources/ref.js'
import { sharedStack } from '../resources/stack.js'
import type { Transform } from '../resources/transform.js'
import { isRedacted, mask } from '../support/redacted.js'
import { printable } from '../support/wording.js'

const frontend = /^FrontendNlb/
// What belongs to a network load balancer in front is told by the port there.
const frontendPart = /^FrontendNlb-(?:ls|tg)-\w+-(\d+)$/

const withoutAge = ({ kind, stack, id }: ResourceName): string => {
  const group = stack === sharedStack ? 'the cluster' : printable(stack)
  const portInFront = frontendPart.exec(id)?.[1]
  switch (kind) {
    case 'SecurityGroup':
      if (stack !== sharedStack) return `security group of ${group}`
      // The others there are those of nodes and Pods, which are opened and not ours.
      return id === backendSecurityGroupId ? 'shared security group' : `security group ${printable(id)}`
    case 'LoadBalancer':
      return frontend.test(id) ? `network load balancer of ${group}` : `load balancer of ${group}`
    case 'Certificate':
      return `certificate ${printable(id)}`
    case 'Listener':
      return portInFront === undefined ? `listener ${printable(id)}` : `network listener ${portInFront}`
    case 'ListenerRule':
      return `rule ${printable(id)}`
    case 'TargetGroup':
      return `target group ${portInFront === undefined ? printable(id) : `of network listener ${portInFront}`}`
    case 'TargetGroupBinding':
      return `binding ${printable(id)}`
  }
}

/** A resource as people say it: `target group shop/cart-web:80`. */
export const resourceWords = (name: ResourceName): string =>
  name.superseded === undefined ? withoutAge(name) : `old ${withoutAge(name)}`

/** What an ARN, or a reference in its place, names. */
export const arnWords = (arn: Arn): string => (isRef(arn) ? resourceWords(arn) : printable(arn))

interface Patterns {
  readonly values?: ReadonlyArray<string>
  readonly regexValues?: ReadonlyArray<string>
}

// A regular expression is marked, as nothing else tells it from a pattern.
const patterns = ({ values = [], regexValues = [] }: Patterns): ReadonlyArray<string> => [
  ...values.map(printable),
  ...regexValues.map((value) => `~${printable(value)}`)
]

const either = (words: ReadonlyArray<string>): string => words.join(' or ')

/** A condition in the fewest words: hosts and paths speak for themselves. */
export const conditionWords = (condition: Condition): string => {
  switch (condition.field) {
    case 'host-header':
    case 'path-pattern':
      return patterns(condition).join(' ')
    case 'http-header':
      return `header ${printable(condition.httpHeaderName)}: ${either(patterns(condition))}`
    case 'http-request-method':
      return either(condition.values.map(printable))
    case 'source-ip':
      return `from ${either(condition.values.map(printable))}`
    case 'query-string':
      return either(
        condition.values.map(({ key, value }) => printable(key === undefined ? `?${value}` : `?${key}=${value}`))
      )
  }
}

const isPlace = ({ field }: Condition): boolean => field === 'host-header' || field === 'path-pattern'

/** All that a request must be like: where it goes first, as people say it, whatever the order in the rule. */
export const conditionsWords = (conditions: ReadonlyArray<Condition>): string => {
  const place = conditions.filter(isPlace).map(conditionWords).join(' ')
  const others = conditions.filter((condition) => !isPlace(condition)).map(conditionWords)
  return [place, ...others].filter((words) => words !== '').join(', ')
}

// What becomes of users who have not logged in; usually they are sent there, which goes without saying.
const unlessLoggedIn = ({ onUnauthenticatedRequest = 'authenticate' }: LogIn): string =>
  onUnauthenticatedRequest === 'authenticate' ? '' : ` (${printable(onUnauthenticatedRequest)} others)`

// What a token has to say besides who issued it: the names are enough to know what is looked at.
const claimsWords = (claims: ReadonlyArray<{ readonly name: string }> = []): string =>
  claims.length === 0 ? '' : ` with ${claims.map(({ name }) => printable(name)).join(', ')}`

/** What a transform makes of requests: `URL ^/v2/ as /`. */
export const transformWords = ({ type, rewrites }: Transform): string =>
  rewrites
    .map(
      ({ regex, replace }) =>
        `${type === 'url-rewrite' ? 'URL' : 'host'} ${printable(regex)} as ${printable(replace || '""')}`
    )
    .join(', ')

/** An action in words; `target` says who is behind a target group. */
export const actionWords = (action: Action, target: (arn: Arn) => string = arnWords): string => {
  switch (action.type) {
    case 'forward':
      return action.targetGroups
        .map(({ targetGroup, weight }, _, { length }) =>
          // AWS shows a weight also where there is nothing to weigh it against.
          weight === undefined || length === 1 ? target(targetGroup) : `${target(targetGroup)} (weight ${weight})`
        )
        .join(', ')
    case 'redirect': {
      const {
        host = '#{host}',
        path = '/#{path}',
        port = '#{port}',
        protocol = '#{protocol}',
        query = '#{query}'
      } = action
      const location = `${protocol.toLowerCase()}://${host}:${port}${path}${query === '' ? '' : `?${query}`}`
      return `${action.statusCode.replace(/\D/g, '')} to ${printable(location)}`
    }
    case 'fixed-response':
      return [
        action.statusCode,
        action.contentType,
        action.messageBody === undefined ? undefined : JSON.stringify(action.messageBody)
      ]
        .filter((part) => part !== undefined && part !== '')
        .map((part) => printable(part ?? ''))
        .join(' ')
    case 'authenticate-cognito':
      return `log in at Cognito domain ${printable(action.userPoolDomain)}${unlessLoggedIn(action)}`
    case 'authenticate-oidc':
      return `log in at ${printable(action.issuer)}${unlessLoggedIn(action)}`
    case 'jwt-validation':
      return `check token of ${printable(action.issuer)}${claimsWords(action.additionalClaims)}`
  }
}

const mostShown = 60

const short = (text: string): string =>
  text.length > mostShown ? `${text.slice(0, mostShown - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : text

// A permission of a security group says more in words than as a record.
const permissionWords = (members: Readonly<Record<string, unknown>>): string | undefined => {
  const { protocol, fromPort, toPort, source } = members
  if (typeof fromPort !== 'number' || typeof source !== 'object' || source === null) return undefined
  const ports = fromPort === toPort ? fromPort : `${fromPort}-${toPort}`
  return printable(`${protocol} ${ports} from ${Object.values(source).map(endWords).join(' ')}`)
}

// So does what a network load balancer leads to.
const behindWords = ({ loadBalancer, port }: Readonly<Record<string, unknown>>): string | undefined =>
  typeof port === 'number' && (isRef(loadBalancer) || typeof loadBalancer === 'string')
    ? printable(`port ${port} of ${endWords(loadBalancer)}`)
    : undefined

const endWords = (value: unknown): string => (isRef(value) ? resourceWords(value) : String(value))

const membersOf = (value: object): ReadonlyArray<readonly [string, unknown]> =>
  Object.entries(value).filter(([, member]) => member !== undefined)

const whole = (value: unknown): string => {
  if (value === undefined) return 'not set'
  if (isRedacted(value)) return mask
  if (isRef(value)) return resourceWords(value)
  if (Array.isArray(value)) return `[${value.map(whole).join(', ')}]`
  if (typeof value !== 'object' || value === null) return printable(JSON.stringify(value))
  const words = permissionWords({ ...value }) ?? behindWords({ ...value })
  if (words !== undefined) return words
  return `{${membersOf(value)
    .map(([name, member]) => `${printable(name)}: ${whole(member)}`)
    .join(', ')}}`
}

/** Any value of a field on one line, however long, references by the names that people use. */
export const wholeWords = whole

// The end of an ARN tells it from others; partition, region and account are mostly those of the reader.
const withoutAccounts = (words: string): string =>
  words.replace(/"arn:[^:"]*:[^:"]*:[^:"]*:[^:"]*:(?=[^"])/g, '"arn:…:')

// A reader who sees these has understood, and can ask for JSON.
const mostItems = 4

const someOf = (items: ReadonlyArray<string>): string => {
  const more = items.length - mostItems
  return [...items.slice(0, mostItems), ...(more > 0 ? [`and ${more} more`] : [])].join(', ')
}

const shortWords = (value: unknown): string => {
  const words = whole(value)
  return words.length > mostShown ? short(withoutAccounts(words)) : words
}

/** The same in a few words: what is long is cut, of a list or a record each part by itself, and an ARN loses its beginning first. */
export const valueWords = (value: unknown): string => {
  const words = whole(value)
  if (words.length <= mostShown) return words
  if (Array.isArray(value)) return `[${someOf(value.map(shortWords))}]`
  // What has words of its own is no record to a reader.
  if (typeof value !== 'object' || value === null || !words.startsWith('{')) return short(withoutAccounts(words))
  return `{${someOf(membersOf(value).map(([name, member]) => `${printable(name)}: ${shortWords(member)}`))}}`
}
