import { t } from '../../prelude.js'
import type { Codec } from './codec.js'
import { ForwardAction, forwardMembers, forwardOf, plainForward } from './forward.js'
import { json } from './json.js'
import { optional, orEmpty, required, type Seen, shape, type Unjudged, unjudged } from './json-shape.js'
import { type JsonType, text, word } from './json-types.js'

export type { TargetGroupTuple } from './forward.js'

const FixedResponseAction = t.readonly(
  t.intersection([
    t.type({ type: t.literal('fixed-response'), statusCode: t.string }),
    t.partial({ contentType: t.string, messageBody: t.string })
  ])
)
const RedirectAction = t.readonly(
  t.intersection([
    t.type({ type: t.literal('redirect'), statusCode: t.string }),
    t.partial({ host: t.string, path: t.string, port: t.string, protocol: t.string, query: t.string })
  ])
)
const AnnotatedAction = t.union([FixedResponseAction, RedirectAction, ForwardAction])

/** What `actions.<name>` says is done with a request. Services, names of target groups and ports are not yet resolved. */
export type AnnotatedAction = t.TypeOf<typeof AnnotatedAction>

// Which configuration belongs to which type. The others are ignored, so their content is judged only when the type is known.
const configs = {
  'fixed-response': 'fixedResponseConfig',
  redirect: 'redirectConfig',
  forward: 'forwardConfig'
} as const

const fixedResponse = { statusCode: orEmpty(text), contentType: optional(text), messageBody: optional(text) } as const

const redirect = {
  statusCode: orEmpty(text),
  host: optional(text),
  path: optional(text),
  port: optional(text),
  protocol: optional(text),
  query: optional(text)
} as const

const members = {
  type: required(word('fixed-response', 'redirect', 'forward')),
  fixedResponseConfig: optional(shape(fixedResponse, unjudged)),
  redirectConfig: optional(shape(redirect, unjudged)),
  ...forwardMembers
} as const

/** The configuration of a fixed response or a redirect, which must be there and have a status code. */
const answer = <A extends { readonly statusCode: string }>(
  config: Unjudged<A, 'statusCode'> | undefined,
  name: 'fixedResponseConfig' | 'redirectConfig',
  seen: Seen<keyof typeof members>
): A | undefined => {
  if (!seen.given(name)) return seen.refuse(name, 'is missing: the type needs it')
  if (config?.value.statusCode !== '') return config?.value
  const example = name === 'redirectConfig' ? 'HTTP_301' : '503'
  return config.seen.refuse('statusCode', `must be text such as "${example}", and must not be missing or empty`)
}

const remarkUnused = (type: keyof typeof configs, seen: Seen<keyof typeof members>): void => {
  for (const name of Object.values(configs))
    if (name !== configs[type] && seen.given(name))
      seen.remark('unused-entry', name, `is ignored, as the type is ${type}`)
}

const action: JsonType<AnnotatedAction> = shape(members, (value, seen): AnnotatedAction | undefined => {
  const { type, fixedResponseConfig, redirectConfig } = value
  remarkUnused(type, seen)
  switch (type) {
    case 'fixed-response': {
      const config = answer(fixedResponseConfig, 'fixedResponseConfig', seen)
      return config && { type, ...config }
    }
    case 'redirect': {
      const config = answer(redirectConfig, 'redirectConfig', seen)
      return config && { type, ...config }
    }
    case 'forward':
      return forwardOf(value, seen)
  }
})

const plain = (action: AnnotatedAction): unknown => {
  switch (action.type) {
    case 'fixed-response': {
      const { type, statusCode, contentType, messageBody } = action
      return { type, fixedResponseConfig: { statusCode, contentType, messageBody } }
    }
    case 'redirect': {
      const { type, statusCode, host, path, port, protocol, query } = action
      return { type, redirectConfig: { statusCode, host, path, port, protocol, query } }
    }
    case 'forward':
      return { type: action.type, forwardConfig: plainForward(action) }
  }
}

/** The action of `actions.<name>`. The short form of a forward becomes one receiver without weight and without stickiness. */
export const actions: Codec<AnnotatedAction> = json({
  type: action,
  format: 'a JSON object with type fixed-response, redirect or forward, and the configuration of that type',
  is: AnnotatedAction.is,
  write: plain
})
