import { type Remark, remarksOf } from '../annotations/codecs/codec.js'
import { nameOf } from '../checked/diagnostic.js'
import { E } from '../prelude.js'
import { type Finding, finding, type LintCode } from './finding.js'
import { type KnownKey, knownKey } from './keys.js'
import { valueAt } from './places.js'
import type { LintView } from './view.js'

/** What is remarked of a text that is refused as well, because it may be the cause. Of the rest the refusal says enough. */
const ofRefused: ReadonlySet<Remark['kind']> = new Set(['unknown-member', 'repeated-member'])

const messagesIn = (codec: KnownKey['codec'], text: string, kind: Remark['kind']): ReadonlyArray<string> => {
  if (codec === undefined) return []
  const messages = remarksOf(codec, text).flatMap((remark) => (remark.kind === kind ? [remark.message] : []))
  return messages.length > 0 && !ofRefused.has(kind) && E.isLeft(codec.decode(text)) ? [] : messages
}

const mostShown = 3

// All of one kind in one annotation are mostly one mistake.
const joined = (messages: ReadonlyArray<string>): string => {
  const shown = messages.slice(0, mostShown).map((message) => message.replace(/\.$/, ''))
  const rest = messages.length - shown.length
  return rest === 0 ? `${shown.join('; ')}.` : `${shown.join('; ')}; and ${rest} more.`
}

/** What codecs remark on texts that they accept: the remarks of one kind, on all annotations of Ingresses of ours and of Services. */
export const remarked =
  (kind: Remark['kind'], code: LintCode, hint: string) =>
  ({ ours, services }: LintView): ReadonlyArray<Finding> => {
    const found: Array<Finding> = []
    for (const { object, annotations } of [...ours, ...services]) {
      for (const [fullKey, text] of Object.entries(annotations)) {
        const messages = messagesIn(knownKey(fullKey)?.codec, text, kind)
        if (messages.length === 0) continue
        const message = `${nameOf(object)}: in annotation ${fullKey}, ${joined(messages)}`
        found.push(finding(code, valueAt(object, fullKey), message, hint))
      }
    }
    return found
  }
