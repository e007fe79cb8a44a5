import { type At, type Diagnostic, diagnostic, nameOf, type ObjectRef } from '../checked/diagnostic.js'
import type { Ingress } from '../kubernetes/ingress.js'
import type { IngressClassParams } from '../kubernetes/ingress-class-params.js'
import { type Meta, refToObject } from '../kubernetes/object.js'
import type { Service } from '../kubernetes/service.js'
import { E, O } from '../prelude.js'
import { type Annotation, type Area, type Origin, prefix } from './annotation.js'
import { type Codec, formatOf, problemsOf } from './codecs/codec.js'

/** Who is asked for a setting: an Ingress with what its class says, and the Service behind it where there is one. */
export interface Asked {
  readonly ingress: Ingress
  readonly params: IngressClassParams | undefined
  readonly service?: Service
}

/** What one object says, and where. */
export interface Given<A> {
  readonly value: A
  readonly origin: Origin
}

/** A declaration as far as reading a value needs it. */
export type Readable<A> = Omit<Annotation<Area, A>, 'configures' | 'fallback'>

export type Read<A> = E.Either<ReadonlyArray<Diagnostic>, O.Option<Given<A>>>

const nothing: Read<never> = E.right(O.none)

/** Where an annotation stands on an object. */
export const annotationAt = (object: ObjectRef, fullKey: string): At => ({
  object,
  path: ['metadata', 'annotations', fullKey]
})

const unreadable =
  <A>(codec: Codec<A>, at: At, fullKey: string) =>
  (problem: string): Diagnostic =>
    diagnostic(
      'annotation/value',
      at,
      `${nameOf(at.object)}: annotation ${fullKey} cannot be read: ${problem}`,
      `Write ${formatOf(codec)}, or remove the annotation.`
    )

/** What an annotation of an object says: nothing, a value, or why it cannot be read. */
export const readAnnotation = <A>(
  codec: Codec<A>,
  kind: 'Ingress' | 'Service',
  object: Meta,
  fullKey: string
): Read<A> => {
  const text = object.annotations[fullKey]
  if (text === undefined) return nothing
  const at = annotationAt(refToObject(kind, object), fullKey)
  const decoded = codec.decode(text)
  return E.isLeft(decoded)
    ? E.left(problemsOf(decoded.left).map(unreadable(codec, at, fullKey)))
    : E.right(O.some({ value: decoded.right, origin: { from: 'annotation', at } }))
}

// Most fields of IngressClassParams are spelt as their annotations, in camel case.
const fieldOf = <A>({ classField, key }: Readable<A>): string =>
  classField ?? key.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** What the class parameters say in place of an annotation. */
export const readClass = <A>(declared: Readable<A>, { params }: Asked): O.Option<Given<A>> => {
  const value = params && declared.classParam?.(params)
  if (params === undefined || value === undefined) return O.none
  const object = { kind: 'IngressClassParams', name: params.name }
  return O.some({
    value,
    origin: { from: 'classParams', at: { object, path: ['spec', fieldOf(declared)] } }
  })
}

/** The key under which an object has an annotation: that of today, or only the former one. */
export const keyOn = <A>(
  { fullKey, formerKey }: Pick<Readable<A>, 'fullKey' | 'formerKey'>,
  { annotations }: Meta
): string => (formerKey === undefined || annotations[fullKey] !== undefined ? fullKey : `${prefix}${formerKey}`)

const asksService = <A>({ lookup }: Readable<A>, ofIngress: () => Read<A>): boolean => {
  if (lookup !== 'either') return lookup === 'serviceFirst'
  const given = ofIngress()
  return E.isRight(given) && !(O.isSome(given.right) && given.right.value.value === true)
}

/** The annotation of the Service, where the declaration asks it first, else that of the Ingress. */
export const readAnnotations = <A>(declared: Readable<A>, asked: Asked): Read<A> => {
  const ofIngress = (): Read<A> =>
    readAnnotation(declared.codec, 'Ingress', asked.ingress, keyOn(declared, asked.ingress))
  if (asked.service !== undefined && asksService(declared, ofIngress)) {
    const ofService = readAnnotation(declared.codec, 'Service', asked.service, keyOn(declared, asked.service))
    if (E.isLeft(ofService) || O.isSome(ofService.right)) return ofService
  }
  return ofIngress()
}
