import { expect } from 'vitest'
import type { Code } from '../src/checked/catalogue.js'
import { type Diagnostic, nameOf, pathText } from '../src/checked/diagnostic.js'

/** What a test asks of a diagnostic: where it points, the words for what is wrong, and those for what to do. */
export interface Told {
  readonly code: Code
  /** Object and field, as messages name them: `Ingress shop/a spec.rules[0].host`. */
  readonly at: string
  /** Words of the message, the value that is wrong among them. */
  readonly says: ReadonlyArray<string>
  readonly remedy: ReadonlyArray<string>
  /** Other objects that it points to. */
  readonly beside?: ReadonlyArray<string>
}

/** `scheme` of Ingress `a` in namespace shop, as a place. */
export const annotationOf = (key: string, name = 'a', kind = 'Ingress'): string =>
  `${kind} shop/${name} metadata.annotations[alb.ingress.kubernetes.io/${key}]`

const placeOf = ({ object, path }: Diagnostic['at']): string => `${nameOf(object)} ${pathText(path)}`.trimEnd()

/** Exactly these were told, in this order, each with its words. */
export const expectTold = (diagnostics: ReadonlyArray<Diagnostic>, expected: ReadonlyArray<Told>): void => {
  expect(diagnostics.map(({ code, at }) => `${code} at ${placeOf(at)}`)).toEqual(
    expected.map(({ code, at }) => `${code} at ${at}`)
  )
  diagnostics.forEach(({ message, hint, related = [] }, i) => {
    const { says = [], remedy = [], beside } = expected[i] ?? {}
    for (const word of says) expect(message).toContain(word)
    for (const word of remedy) expect(hint).toContain(word)
    if (beside !== undefined) expect(related.map(({ at }) => nameOf(at.object))).toEqual(beside)
  })
}
