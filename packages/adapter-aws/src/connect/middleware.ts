import type { Admission } from './bucket.js'
import type { AwsSettings } from './settings.js'

type Handler = (args: unknown) => Promise<unknown>
interface Context {
  readonly commandName?: string
}
type Middleware = (next: Handler, context: Context) => Handler

/** Of a client of the SDK what is used here; its types differ from service to service, and what they do does not. */
export interface AnyClient {
  readonly config: { readonly serviceId: string }
  readonly middlewareStack: {
    readonly add: (middleware: Middleware, where: object) => void
    readonly addRelativeTo: (middleware: Middleware, where: object) => void
  }
}

const actionOf = ({ commandName = '' }: Context): string => commandName.replace(/Command$/, '')

const codeOf = (error: unknown): string => {
  // Any object may have these members, or not.
  const { Code, name = 'Error', code } = Object(error) as { Code?: string; name?: string; code?: string }
  return Code ?? code ?? name
}

/** A call waits once for its token, however often it is tried. */
const throttled =
  (service: string, admit: Admission, { onWait }: AwsSettings): Middleware =>
  (next, context) =>
  async (args) => {
    const action = actionOf(context)
    const milliseconds = await admit(service, action)
    if (milliseconds > 0) onWait?.({ service, action, milliseconds })
    return next(args)
  }

const told =
  (service: string, onCall: NonNullable<AwsSettings['onCall']>): Middleware =>
  (next, context) =>
  async (args) => {
    const begun = performance.now()
    const tell = (rest: { readonly code?: string }): void =>
      onCall({ service, action: actionOf(context), milliseconds: performance.now() - begun, ...rest })
    try {
      const answer = await next(args)
      tell({})
      return answer
    } catch (error) {
      tell({ code: codeOf(error) })
      throw error
    }
  }

/** AWS's own statistics know the reference by this header, and nothing else stands in it. */
const named =
  (userAgent: string): Middleware =>
  (next) =>
  (args) => {
    // The request is made by now; its headers are the SDK's to send and ours to set.
    const { headers } = (args as { readonly request: { readonly headers: Record<string, string> } }).request
    headers['user-agent'] = userAgent
    headers['x-amz-user-agent'] = userAgent
    return next(args)
  }

/** The client, with the throttle before each call and a listener at each attempt. */
export const attended = <C>(client: C, admit: Admission, settings: AwsSettings): C => {
  const { middlewareStack, config } = client as unknown as AnyClient // every client has them
  middlewareStack.add(throttled(config.serviceId, admit, settings), { step: 'initialize', name: 'throttle' })
  const userAgent = settings.userAgent ?? 'elbv2.k8s.aws'
  middlewareStack.add(named(userAgent), { step: 'build', priority: 'low', name: 'ourUserAgent' })
  if (settings.onCall !== undefined)
    middlewareStack.addRelativeTo(told(config.serviceId, settings.onCall), {
      ...{ relation: 'after', toMiddleware: 'retryMiddleware', name: 'toldCalls' }
    })
  return client
}
