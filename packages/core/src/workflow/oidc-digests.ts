import type { Action } from '../resources/action.js'
import type { AuthenticateOidc } from '../resources/log-in.js'
import type { StackId } from '../resources/ref.js'
import type { ObservedResource, ObservedStack, ObservedState, Stack, Values } from '../resources/stack.js'
import { byText } from '../support/canonical.js'
import { redact, reveal } from '../support/redacted.js'
import { sha256Hex } from '../support/sha256.js'

/**
 * What AWS was last given as client secrets: it never shows them, so that a new one would be noticed by nobody. Salted digests, by digests of
 * stack and client: who reads them learns neither a secret nor a client id.
 */
export interface OidcDigests {
  readonly salt: string
  readonly byKey: ReadonlyMap<string, string>
}

const isOidc = (action: Action): action is AuthenticateOidc => action.type === 'authenticate-oidc'

const actionsIn = (spec: Values): ReadonlyArray<Action> => {
  // Only these two fields hold actions, and nothing else.
  const { actions = [], defaultActions = [] } = spec as {
    readonly [K in 'actions' | 'defaultActions']?: ReadonlyArray<Action>
  }
  return [...actions, ...defaultActions]
}

// A dot ends the part by which all of a stack are found.
const prefixOf = (salt: string, stack: StackId): string => `${sha256Hex(salt, 'stack', stack).slice(0, 24)}.`

const keyOf = (salt: string, stack: StackId, { issuer, tokenEndpoint, clientId }: AuthenticateOidc): string =>
  prefixOf(salt, stack) +
  sha256Hex(salt, 'client', JSON.stringify([issuer, tokenEndpoint, reveal(clientId)])).slice(0, 40)

/** What AWS is to be given for a stack. */
const wantedOf = (salt: string, { id, resources }: Stack): ReadonlyMap<string, string> => {
  const secrets = new Map<string, Set<string>>()
  for (const { spec } of resources) {
    for (const action of actionsIn(spec).filter(isOidc)) {
      if (action.clientSecret === undefined) continue
      const key = keyOf(salt, id, action)
      secrets.set(key, (secrets.get(key) ?? new Set()).add(reveal(action.clientSecret)))
    }
  }
  return new Map(
    [...secrets].map(([key, of]) => [key, sha256Hex(salt, 'secret', JSON.stringify([...of].sort(byText)))])
  )
}

const forgotten = redact('a client whose secret is another now')

const withForgotten = (
  resource: ObservedResource,
  isChanged: (action: AuthenticateOidc) => boolean
): ObservedResource => {
  const forget = (action: Action): Action =>
    isOidc(action) && isChanged(action) ? { ...action, clientId: forgotten } : action
  const { actions, defaultActions } = resource.spec as {
    readonly [K in 'actions' | 'defaultActions']?: ReadonlyArray<Action>
  }
  const spec = {
    ...resource.spec,
    ...(actions === undefined ? {} : { actions: actions.map(forget) }),
    ...(defaultActions === undefined ? {} : { defaultActions: defaultActions.map(forget) })
  }
  // The same fields with values of the same types.
  return { ...resource, spec } as ObservedResource
}

/**
 * What is observed, with log-ins made unlike those that are wanted where the secret is another than AWS was given: a plan sends them again.
 * A client of which no digest is known counts as given.
 */
export const withOldSecrets = (observed: ObservedState, wanted: Stack, { salt, byKey }: OidcDigests): ObservedState => {
  const current: ObservedStack | undefined = observed.stacks.get(wanted.id)
  const changed = new Set(
    [...wantedOf(salt, wanted)].flatMap(([key, digest]) => {
      const known = byKey.get(key)
      return known === undefined || known === digest ? [] : [key]
    })
  )
  if (current === undefined || changed.size === 0) return observed
  const isChanged = (action: AuthenticateOidc): boolean => changed.has(keyOf(salt, wanted.id, action))
  const resources = current.resources.map((resource) => withForgotten(resource, isChanged))
  return { ...observed, stacks: new Map([...observed.stacks, [wanted.id, { ...current, resources }]]) }
}

/** Once all of a stack was carried out: AWS has what was wanted. Without a stack nothing of it is left. */
export const afterSecrets = (digests: OidcDigests, id: StackId, stack: Stack | undefined): OidcDigests => {
  const { salt, byKey } = digests
  const wanted = stack === undefined ? new Map<string, string>() : wantedOf(salt, stack)
  const own = [...byKey].filter(([key]) => key.startsWith(prefixOf(salt, id)))
  if (own.length === wanted.size && own.every(([key, digest]) => wanted.get(key) === digest)) return digests
  const others = [...byKey].filter(([key]) => !key.startsWith(prefixOf(salt, id)))
  return { salt, byKey: new Map([...others, ...wanted]) }
}

const saltKey = 'salt'

/** The `data` of the ConfigMap that holds them. */
export const digestData = ({ salt, byKey }: OidcDigests): Readonly<Record<string, string>> => ({
  [saltKey]: salt,
  ...Object.fromEntries([...byKey].sort(([a], [b]) => byText(a, b)))
})

/** Digests from the `data` of their ConfigMap; `undefined` where it holds none. */
export const digestsIn = (data: Readonly<Record<string, string>>): OidcDigests | undefined => {
  const { [saltKey]: salt, ...digests } = data
  return salt === undefined ? undefined : { salt, byKey: new Map(Object.entries(digests)) }
}
