import { formatOf, problemsOf } from '../../annotations/codecs/codec.js'
import { findings } from '../../checked/checked.js'
import { nameOf } from '../../checked/diagnostic.js'
import { E } from '../../prelude.js'
import { anIngress, aService } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import { knownKey } from '../keys.js'
import { valueAt } from '../places.js'
import type { Rule } from '../rule.js'
import type { LintView } from '../view.js'
import type { Written } from '../written.js'

/** Annotations of which the pipeline complains already. */
const reported = ({ groups }: LintView): ReadonlySet<string> => {
  const places = new Set<string>()
  for (const { group, stack } of groups) {
    for (const { at } of [...findings(group), ...findings(stack)]) {
      const [, , key] = at.path
      if (key !== undefined) places.add(`${nameOf(at.object)} ${key}`)
    }
  }
  return places
}

const inObject =
  (known: ReadonlySet<string>) =>
  ({ object, annotations }: Written): ReadonlyArray<Finding> =>
    Object.entries(annotations).flatMap(([fullKey, text]) => {
      const found = knownKey(fullKey)
      // One of a family that nobody uses is a finding of another rule.
      if (found?.codec === undefined || found.variable !== undefined || known.has(`${nameOf(object)} ${fullKey}`))
        return []
      if (object.kind === 'Service' && !found.on.includes('Service')) return []
      const { codec } = found
      const decoded = codec.decode(text)
      if (E.isRight(decoded)) return []
      return problemsOf(decoded.left).map((problem) =>
        finding(
          'lint/unread-value',
          valueAt(object, fullKey),
          `${nameOf(object)}: annotation ${fullKey} cannot be read: ${problem} Nobody reads it now, but whoever does will be refused.`,
          `Write ${formatOf(codec)}, or remove the annotation.`
        )
      )
    })

export const unreadValue: Rule = {
  code: 'lint/unread-value',
  page: {
    why: 'A value that nobody reads now is not checked: the Service outranks it, or no path uses it. On the day somebody reads it, the whole group is refused.',
    remedy: 'Correct the value, or remove the annotation.'
  },
  valid: [[anIngress({ 'target-type': 'instance' }), aService('web', { 'target-type': 'ip' })]],
  invalid: [[anIngress({ 'target-type': 'pod' }), aService('web', { 'target-type': 'ip' })]],
  run: (view) => [...view.ours, ...view.services].flatMap(inObject(reported(view)))
}
