import { type Code, catalogue } from '../checked/catalogue.js'
import { nameOf, type ObjectRef } from '../checked/diagnostic.js'
import { O } from '../prelude.js'
import { nearest } from '../support/nearest.js'
import { quoted } from '../support/wording.js'
import { type Finding, finding } from './finding.js'
import { valueAt } from './places.js'
import type { Written } from './written.js'

/** The annotation that says which findings of an object somebody means to have, and why: `code: reason`, one a line or with `;` between. */
export const ignoreAnnotation = 'alb-ingress.dev/ignore'

/** A finding that somebody means to have. */
export interface Suppressed {
  readonly finding: Finding
  readonly reason: string
}

interface Wish {
  readonly object: ObjectRef
  readonly code: Code
  readonly reason: string
}

export interface Suppressions {
  readonly wishes: ReadonlyArray<Wish>
  /** Entries that cannot be read. */
  readonly problems: ReadonlyArray<Finding>
}

const isCode = (text: string): text is Code => Object.hasOwn(catalogue, text)

// Who may hide that a reason is missing would need none.
const isMeta = (code: Code): boolean => code === 'lint/suppression' || code === 'lint/unused-suppression'

const meant = (text: string): string => {
  const near = nearest(text, Object.keys(catalogue))
  return O.isSome(near) ? `Did you mean ${near.value}?` : 'Write the code of a finding as it is shown in brackets.'
}

const entries = (text: string): ReadonlyArray<string> =>
  text
    .split(/[\n;]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')

const entryIn = (object: ObjectRef, entry: string): Wish | Finding => {
  const [, written = '', reason = ''] = /^([^\s:]+)\s*(?::\s*(.*))?$/s.exec(entry) ?? []
  const problem = (message: string, hint: string): Finding =>
    finding('lint/suppression', valueAt(object, ignoreAnnotation), `${nameOf(object)}: ${message}`, hint)
  if (written === '')
    return problem(`${quoted(entry)} is no code with a reason.`, 'Write code: reason, each on a line of its own.')
  if (!isCode(written)) return problem(`there is no finding ${quoted(written)} to ignore.`, meant(written))
  if (isMeta(written)) return problem(`${written} cannot be ignored.`, 'Take the entry out.')
  if (reason === '')
    return problem(`nobody says why ${written} is to be ignored.`, `Write the reason behind it, as in ${written}: why.`)
  return { object, code: written, reason }
}

/** What the objects ask to be ignored. */
export const suppressionsIn = (objects: ReadonlyArray<Written>): Suppressions => {
  const wishes: Array<Wish> = []
  const problems: Array<Finding> = []
  for (const { object, annotations } of objects) {
    const text = annotations[ignoreAnnotation]
    if (text === undefined) continue
    const read = entries(text).map((entry) => entryIn(object, entry))
    if (read.length === 0) read.push(entryIn(object, ''))
    for (const each of read) {
      if ('reason' in each) wishes.push(each)
      else problems.push(each)
    }
  }
  return { wishes, problems }
}

const keyOf = ({ kind, namespace = '', name }: ObjectRef, code: Code): string => `${code} ${kind} ${namespace}/${name}`

const unused = ({ object, code, reason }: Wish): Finding =>
  finding(
    'lint/unused-suppression',
    valueAt(object, ignoreAnnotation),
    `${nameOf(object)}: ${code} is ignored (${quoted(reason)}), but there is no such finding at this object.`,
    `Take ${code} out of ${ignoreAnnotation}.`
  )

/** Parts findings into those that count and those that somebody means to have; what is asked for in vain is a finding too. */
export const suppress = (
  { wishes, problems }: Suppressions,
  findings: ReadonlyArray<Finding>
): { readonly findings: ReadonlyArray<Finding>; readonly suppressed: ReadonlyArray<Suppressed> } => {
  const byKey = new Map(wishes.map((wish) => [keyOf(wish.object, wish.code), wish]))
  const used = new Set<Wish>()
  const left: Array<Finding> = []
  const suppressed: Array<Suppressed> = []
  for (const each of findings) {
    const wish = byKey.get(keyOf(each.at.object, each.code))
    if (wish === undefined) left.push(each)
    else {
      used.add(wish)
      suppressed.push({ finding: each, reason: wish.reason })
    }
  }
  const idle = wishes.filter((wish) => !used.has(wish)).map(unused)
  return { findings: [...left, ...problems, ...idle], suppressed }
}
