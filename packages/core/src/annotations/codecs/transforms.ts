import { t } from '../../prelude.js'
import type { Codec } from './codec.js'
import { json } from './json.js'
import { optional, orEmpty, required, shape, unjudged } from './json-shape.js'
import { arrayOf, type JsonType, text, word } from './json-types.js'

const Rewrite = t.readonly(t.type({ regex: t.string, replace: t.string }))
const Transform = t.readonly(
  t.type({
    type: t.union([t.literal('host-header-rewrite'), t.literal('url-rewrite')]),
    rewrites: t.readonlyArray(Rewrite)
  })
)
/** How a request is changed before it is forwarded. There is at least one rewrite. */
export type Transform = t.TypeOf<typeof Transform>

// Which configuration belongs to which type. The other is ignored, so its content is judged only when the type is known.
const configs = { 'host-header-rewrite': 'hostHeaderRewriteConfig', 'url-rewrite': 'urlRewriteConfig' } as const

const rewrite = shape({ regex: orEmpty(text), replace: orEmpty(text) }, (value) => value)
const config = shape({ rewrites: orEmpty(arrayOf(rewrite)) }, unjudged)

const members = {
  type: required(word('host-header-rewrite', 'url-rewrite')),
  hostHeaderRewriteConfig: optional(config),
  urlRewriteConfig: optional(config)
} as const

const transform: JsonType<Transform> = shape(members, (value, seen) => {
  const { type } = value
  const needed = configs[type]
  for (const name of Object.values(configs))
    if (name !== needed && seen.given(name)) seen.remark('unused-entry', name, `is ignored, as the type is ${type}`)
  if (!seen.given(needed)) return seen.refuse(needed, `is missing: the type ${type} needs it`)
  const found = value[needed]
  if (found?.value.rewrites.length === 0) return found.seen.refuse('rewrites', 'must have at least one entry')
  return found && { type, rewrites: found.value.rewrites }
})

/** The transforms of `transforms.<name>`, in the order in which they are written. */
export const transforms: Codec<ReadonlyArray<Transform>> = json({
  type: arrayOf(transform),
  format: 'a JSON array of objects with type url-rewrite or host-header-rewrite, and the rewrites of that type',
  is: t.readonlyArray(Transform).is,
  write: (transforms) =>
    transforms.map(({ type, rewrites }) => ({
      type,
      [configs[type]]: { rewrites: rewrites.map(({ regex, replace }) => ({ regex, replace })) }
    }))
})
