import { type Remark, remarksOf } from '../annotations/codecs/codec.js'
import { nameOf } from '../checked/diagnostic.js'
import { type Finding, finding, type LintCode } from './finding.js'
import { knownKey } from './keys.js'
import { valueAt } from './places.js'
import type { LintView } from './view.js'

/** What codecs remark on texts that they accept: the remarks of one kind, on all annotations of Ingresses of ours and of Services. */
export const remarked =
  (kind: Remark['kind'], code: LintCode, hint: string) =>
  ({ ours, services }: LintView): ReadonlyArray<Finding> => {
    const found: Array<Finding> = []
    for (const { object, annotations } of [...ours, ...services]) {
      for (const [fullKey, text] of Object.entries(annotations)) {
        const codec = knownKey(fullKey)?.codec
        if (codec === undefined) continue
        for (const remark of remarksOf(codec, text)) {
          if (remark.kind !== kind) continue
          const message = `${nameOf(object)}: in annotation ${fullKey}, ${remark.message}`
          found.push(finding(code, valueAt(object, fullKey), message, hint))
        }
      }
    }
    return found
  }
