import type {
  AwsKind,
  BoundCall,
  ElementsCall,
  Outcome,
  PrioritiesCall,
  Spec,
  Subject,
  TagMap
} from '@alb-ingress/core'
import type { Clients } from '../clients.js'

/** Sends one call to AWS; `undefined` where the call is not of the shape that the action has. */
export type Handler = (clients: Clients, call: BoundCall) => Promise<Outcome> | undefined

/** By the name of the action. */
export type Handlers = Readonly<Record<string, Handler>>

type Run<C, A extends ReadonlyArray<unknown>> = (client: C, ...parameters: A) => Promise<unknown>

const idOf = ({ physicalId = '' }: Subject): string => physicalId

/** What each shape of call does through one of the SDK's clients. Only a creation has something to tell. */
export interface Through<C> {
  readonly create: <K extends AwsKind>(kind: K, run: (client: C, spec: Partial<Spec<K>>) => Promise<Outcome>) => Handler
  readonly modify: <K extends AwsKind>(kind: K, run: Run<C, [id: string, fields: Partial<Spec<K>>]>) => Handler
  readonly elements: (
    way: ElementsCall['do'],
    field: string,
    run: Run<C, [id: string, elements: ReadonlyArray<unknown>]>
  ) => Handler
  readonly detach: (field: string, run: Run<C, [id: string, value: unknown]>) => Handler
  readonly prioritise: (run: Run<C, [rules: PrioritiesCall['rules']]>) => Handler
  readonly tag: (way: 'tag' | 'untag', run: Run<C, [ids: ReadonlyArray<string>, tags: TagMap]>) => Handler
  readonly remove: (kind: AwsKind, run: Run<C, [id: string]>) => Handler
}

/** The shapes of calls, for a client that is made when the first call needs it. */
export const through = <C>(clientFor: (clients: Clients, call: BoundCall) => Promise<C>): Through<C> => {
  const sent = async (clients: Clients, call: BoundCall, run: (client: C) => Promise<unknown>): Promise<Outcome> => {
    await run(await clientFor(clients, call))
    return {}
  }
  return {
    create: (kind, run) => (clients, call) =>
      call.do === 'create' && call.kind === kind
        ? // The kind has just been compared; TypeScript does not carry that over to the spec of a type parameter.
          clientFor(clients, call).then((client) => run(client, call.spec as Parameters<typeof run>[1]))
        : undefined,
    modify: (kind, run) => (clients, call) =>
      call.do === 'modify' && call.kind === kind
        ? // As above.
          sent(clients, call, (client) => run(client, idOf(call.subject), call.fields as Parameters<typeof run>[2]))
        : undefined,
    elements: (way, field, run) => (clients, call) =>
      call.do === way && call.field === field
        ? sent(clients, call, (client) => run(client, idOf(call.subject), call.elements))
        : undefined,
    detach: (field, run) => (clients, call) =>
      call.do === 'detach' && call.field === field
        ? sent(clients, call, (client) => run(client, idOf(call.subject), call.value))
        : undefined,
    prioritise: (run) => (clients, call) =>
      call.do === 'prioritise' ? sent(clients, call, (client) => run(client, call.rules)) : undefined,
    tag: (way, run) => (clients, call) =>
      call.do === way ? sent(clients, call, (client) => run(client, call.subjects.map(idOf), call.tags)) : undefined,
    remove: (kind, run) => (clients, call) =>
      call.do === 'delete' && call.kind === kind
        ? sent(clients, call, (client) => run(client, idOf(call.subject)))
        : undefined
  }
}

/** The first of several actions of one name that takes the call. */
export const firstOf =
  (...alike: ReadonlyArray<Handler>): Handler =>
  (clients, call) => {
    for (const handler of alike) {
      const sent = handler(clients, call)
      if (sent !== undefined) return sent
    }
    return undefined
  }
