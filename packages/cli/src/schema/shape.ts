import type { t } from '@alb-ingress/core'

interface About {
  readonly description?: string
}

export interface Member {
  readonly shape: Shape
  readonly required: boolean
}

/** What an io-ts declaration asks of a value, in a form that schemas and messages can be made from. */
export type Shape = About &
  (
    | { readonly is: 'text' | 'number' | 'boolean' | 'object' }
    | { readonly is: 'list' | 'map'; readonly of: Shape }
    | { readonly is: 'members'; readonly members: Readonly<Record<string, Member>> }
    | { readonly is: 'either'; readonly of: ReadonlyArray<Shape> }
  )

type Props = Readonly<Record<string, t.Mixed>>

// What the classes of io-ts have in common besides `t.Type`: a tag, and members that their own types name.
interface Tagged {
  readonly _tag?: string
  readonly description?: string
  readonly type?: t.Mixed
  readonly types?: ReadonlyArray<t.Mixed>
  readonly props?: Props
  readonly codomain?: t.Mixed
}

// Every codec is an object of one of those classes, which the type of all codecs does not say.
const taggedOf = (codec: t.Mixed): Tagged => codec as t.Mixed & Tagged

const simple: Readonly<Record<string, 'text' | 'number' | 'boolean' | 'object'>> = {
  StringType: 'text',
  NumberType: 'number',
  BooleanType: 'boolean',
  AnyDictionaryType: 'object'
}

const unknownType = (codec: t.Mixed): never => {
  throw new Error(`No shape is known of the codec ${codec.name}.`)
}

const membersOf = (props: Props = {}, required: boolean): Readonly<Record<string, Member>> =>
  Object.fromEntries(Object.entries(props).map(([name, codec]) => [name, { shape: shapeOf(codec), required }]))

const joined = (parts: ReadonlyArray<Shape>): Shape => ({
  is: 'members',
  members: Object.assign({}, ...parts.map((part) => (part.is === 'members' ? part.members : {})))
})

const bare = (codec: t.Mixed): Shape => {
  const { _tag = '', type = codec, types = [], props, codomain = codec } = taggedOf(codec)
  const word = simple[_tag]
  if (word !== undefined) return { is: word }
  switch (_tag) {
    case 'ReadonlyType':
      return shapeOf(type)
    case 'ReadonlyArrayType':
    case 'ArrayType':
      return { is: 'list', of: shapeOf(type) }
    case 'DictionaryType':
      return { is: 'map', of: shapeOf(codomain) }
    case 'InterfaceType':
      return { is: 'members', members: membersOf(props, true) }
    case 'PartialType':
      return { is: 'members', members: membersOf(props, false) }
    case 'IntersectionType':
      return joined(types.map(shapeOf))
    case 'UnionType':
      return { is: 'either', of: types.map(shapeOf) }
    default:
      return unknownType(codec)
  }
}

/** The shape of a declaration, with the sentences that `described` has added to it. A codec of a sort that no declaration here uses is a defect. */
export const shapeOf = (codec: t.Mixed): Shape => {
  const { description } = taggedOf(codec)
  const shape = bare(codec)
  return description === undefined ? shape : { ...shape, description }
}
