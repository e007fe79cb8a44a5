import type { Annotation, Area, Origin, Setting } from '../annotations/annotation.js'
import { type Asked, type Read, readAnnotation, readClass } from '../annotations/read.js'
import { nameOf } from '../checked/diagnostic.js'
import { E, O } from '../prelude.js'
import { equal } from '../support/canonical.js'

/** A value that somebody wrote, and whether it counts. */
export interface Said {
  /** In the words of the annotation. */
  readonly value: string
  /** `annotation on Ingress shop/web`, `IngressClassParams public`. */
  readonly where: string
  /** Empty where the value counts. */
  readonly lostBecause: string
}

const whereOf = ({ from, at }: Origin): string =>
  from === 'classParams' ? `${nameOf(at.object)} ${at.path.join('.')}` : `annotation on ${nameOf(at.object)}`

interface Candidate {
  readonly value: string
  readonly origin: Origin
  readonly asked: Asked
  readonly place: 'class' | 'Service' | 'Ingress'
}

const candidatesOf = (declared: Annotation<Area, never>, asked: Asked): ReadonlyArray<Candidate> => {
  const found: Array<Candidate> = []
  const add = (place: Candidate['place'], read: Read<never>): void => {
    if (E.isLeft(read) || O.isNone(read.right)) return
    const { value, origin } = read.right.value
    found.push({ value: declared.codec.encode(value), origin, asked, place })
  }
  add('class', E.right(readClass(declared, asked)))
  if (declared.lookup !== 'ingress' && asked.service !== undefined)
    add('Service', readAnnotation(declared.codec, 'Service', asked.service, declared.fullKey))
  add('Ingress', readAnnotation(declared.codec, 'Ingress', asked.ingress, declared.fullKey))
  return found
}

const reasonFor = (declared: Annotation<Area, never>, lost: Candidate, all: ReadonlyArray<Candidate>): string => {
  const ofSame = all.filter(({ asked }) => asked === lost.asked)
  const ofClass = ofSame.find(({ place }) => place === 'class')
  if (declared.classCounts === 'first' && lost.place === 'class') return 'only the class of the first member counts'
  if (lost.place !== 'class' && ofClass !== undefined) return `${whereOf(ofClass.origin)} outranks annotations`
  if (declared.classCounts === 'first' && all.some(({ place }) => place === 'class'))
    return 'the class of the first member outranks annotations'
  if (lost.place === 'Ingress' && ofSame.some(({ place }) => place === 'Service')) return 'the Service says it itself'
  return 'a value like this counts as absent'
}

/** Everything that was written about a setting, what counts first. */
export const saidOf = (
  declared: Annotation<Area, never>,
  asked: ReadonlyArray<Asked>,
  setting: Setting<unknown> | undefined
): ReadonlyArray<Said> => {
  const candidates = asked.flatMap((one) => candidatesOf(declared, one))
  const counts = ({ origin }: Candidate): boolean => (setting?.origins ?? []).some((each) => equal(each.at, origin.at))
  const told = candidates.map(
    (candidate): Said => ({
      value: candidate.value,
      where: whereOf(candidate.origin),
      lostBecause: counts(candidate) ? '' : reasonFor(declared, candidate, candidates)
    })
  )
  return [
    ...told.filter(({ lostBecause }) => lostBecause === ''),
    ...told.filter(({ lostBecause }) => lostBecause !== '')
  ]
}
