import { type Annotation, type Area, type Family, type Lookup, type Place, prefix } from './annotation.js'
import { formatOf } from './codecs/codec.js'
import { annotations, families } from './registry.js'

/** What is told of an annotation, from its declaration alone. */
export interface AnnotationPage {
  /** Without the prefix; the variable part of a family stands in angle brackets: `actions.<name>`. */
  readonly key: string
  readonly fullKey: string
  /** Of a family: what the variable part names. */
  readonly variable: string | undefined
  readonly formerKey: string | undefined
  readonly on: ReadonlyArray<Place>
  readonly configures: ReadonlyArray<Area>
  readonly sets: ReadonlyArray<string>
  readonly summary: string
  /** `stringMap`, `boolean`, `json`, … */
  readonly type: string
  /** Which texts are accepted, as a phrase. */
  readonly format: string
  readonly merge: 'agree' | 'perKey'
  readonly lookup: Lookup
  /** The field of IngressClassParams that outranks it, and whose class counts. */
  readonly classField: string | undefined
  readonly classCounts: 'each' | 'first'
  readonly flag: string | undefined
  readonly valid: ReadonlyArray<string>
  readonly invalid: ReadonlyArray<string>
}

const pageOf = (declared: Annotation<Area, never>, key: string, variable?: string): AnnotationPage => ({
  key,
  fullKey: `${prefix}${key}`,
  variable,
  formerKey: declared.formerKey,
  on: declared.on,
  configures: [declared.configures].flat(),
  sets: declared.sets,
  summary: declared.summary,
  type: declared.codec.name,
  format: formatOf(declared.codec),
  merge: declared.merge,
  lookup: declared.lookup,
  classField: declared.classParam === undefined ? undefined : (declared.classField ?? declared.key),
  classCounts: declared.classCounts ?? 'each',
  flag: declared.flag,
  valid: declared.valid,
  invalid: declared.invalid
})

const placeholders: Readonly<Record<keyof typeof families, string>> = {
  actions: '<name>',
  conditions: '<name>',
  transforms: '<name>',
  listenerAttributes: '<PROTOCOL>-<port>',
  targetControlPort: '<service>.<port>'
}

const familyPage = (name: keyof typeof families): AnnotationPage => {
  // A page tells what all declarations have in common, whatever the type of their values.
  const family = families[name] as unknown as Family<Area, never>
  return pageOf(family.one(placeholders[name]), `${family.key}.${placeholders[name]}`, family.variable)
}

const familyNames: ReadonlyArray<keyof typeof families> = [
  'actions',
  'conditions',
  'transforms',
  'listenerAttributes',
  'targetControlPort'
]

/** A page for every annotation, in the order of declaration: what is shared first, then what is each Ingress's own. */
export const pages: ReadonlyArray<AnnotationPage> = [
  ...Object.values(annotations).map((declared) => pageOf(declared as unknown as Annotation<Area, never>, declared.key)),
  ...familyNames.map(familyPage)
]

/** The page of a key, with or without its prefix; one of a family has the page of the family. */
export const pageFor = (key: string): AnnotationPage | undefined => {
  const wanted = key.replace(/^.*\//, '')
  return (
    pages.find((page) => page.key === wanted || page.formerKey === wanted) ??
    pages.find((page) => page.variable !== undefined && wanted.startsWith(page.key.slice(0, page.key.indexOf('<'))))
  )
}
