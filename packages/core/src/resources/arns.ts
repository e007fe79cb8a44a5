import { t } from '../prelude.js'
import { fieldsOf, kindNames } from './kinds.js'
import { Arn, isRef, type KindName, type Ref } from './ref.js'
import type { Values } from './stack.js'

/** Where other resources are named in a value: it is such a name, or a list of them; or some of its members hold any. */
type Places = 'here' | ReadonlyMap<string, Places>

const nowhere: Places = new Map()

const together = (parts: ReadonlyArray<Places>): Places => {
  const members = new Map<string, Places>()
  for (const part of parts) {
    if (part === 'here') return part
    for (const [name, inner] of part) members.set(name, together([members.get(name) ?? nowhere, inner]))
  }
  return members
}

const ofMembers = (props: Readonly<Record<string, t.Mixed>>): Places => {
  const members = new Map<string, Places>()
  for (const [name, codec] of Object.entries(props)) {
    const inner = placesIn(codec)
    if (inner === 'here' || inner.size > 0) members.set(name, inner)
  }
  return members
}

const placesIn = (codec: t.Mixed): Places => {
  if (codec === Arn) return 'here'
  if (codec instanceof t.ReadonlyType || codec instanceof t.ReadonlyArrayType) return placesIn(codec.type)
  if (codec instanceof t.IntersectionType || codec instanceof t.UnionType) return together(codec.types.map(placesIn))
  return codec instanceof t.InterfaceType || codec instanceof t.PartialType ? ofMembers(codec.props) : nowhere
}

// The codecs of fields say it: texts of users stand everywhere else, and name nothing, whatever they look like.
const places: ReadonlyMap<KindName, Places> = new Map(
  kindNames.map((kind) => [
    kind,
    ofMembers(Object.fromEntries(fieldsOf(kind).map(([name, { codec }]) => [name, codec])))
  ])
)

type Leaf = (part: string | Ref) => unknown

const replaced = (value: unknown, at: Places, leaf: Leaf): unknown => {
  if (Array.isArray(value)) return value.map((item) => replaced(item, at, leaf))
  if (at === 'here') return typeof value === 'string' || isRef(value) ? leaf(value) : value
  if (typeof value !== 'object' || value === null) return value
  const members: Values = { ...value }
  const changed: Record<string, unknown> = { ...value }
  for (const [name, inner] of at) if (members[name] !== undefined) changed[name] = replaced(members[name], inner, leaf)
  return changed
}

/** The fields of a kind with what `leaf` makes of every ARN, id and reference that names another resource. Texts of users stay what they are. */
export const mapArns = <A extends object>(kind: KindName, fields: A, leaf: Leaf): A =>
  // Fields come out as they went in, with a name of a resource in the place of another.
  replaced(fields, places.get(kind) ?? nowhere, leaf) as A

const visit = (value: unknown, at: Places, found: Array<string | Ref>): void => {
  if (Array.isArray(value)) for (const item of value) visit(item, at, found)
  else if (at !== 'here') {
    if (typeof value !== 'object' || value === null) return
    const members = value as Values
    for (const [name, inner] of at) if (members[name] !== undefined) visit(members[name], inner, found)
  } else if (typeof value === 'string' || isRef(value)) found.push(value)
}

/** Every ARN, id and reference by which fields of a kind name another resource. */
export const arnsIn = (kind: KindName, fields: object): ReadonlyArray<string | Ref> => {
  const found: Array<string | Ref> = []
  visit(fields, places.get(kind) ?? nowhere, found)
  return found
}
