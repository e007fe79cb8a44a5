import type { At, Diagnostic, Related } from '../checked/diagnostic.js'
import { usualAnnotationsPrefix } from '../install.js'
import { prefix as usual } from './annotation.js'

type Texts = Readonly<Record<string, string>>

/**
 * Annotations with the prefix of an installation (`--annotations-prefix` of AWS ALB Ingress Controller 1.x), as if they had the usual one. Done
 * once when an object enters, so that all look-ups have their keys ready. Keys that do have the usual prefix say nothing then.
 */
export const withUsualPrefix = (annotations: Texts, prefix: string): Texts => {
  if (prefix === usualAnnotationsPrefix) return annotations
  const own = `${prefix}/`
  const renamed: Record<string, string> = {}
  for (const [key, text] of Object.entries(annotations)) {
    if (key.startsWith(own)) renamed[usual + key.slice(own.length)] = text
    else if (!key.startsWith(usual)) renamed[key] = text
  }
  return renamed
}

// Not inside a longer prefix: what was written back once stays as it is.
const usualKeys = new RegExp(`(?<![\\w.-])${usual.replace(/[./]/g, '\\$&')}`, 'g')

const ownText = (text: string, prefix: string): string => text.replace(usualKeys, () => `${prefix}/`)

const ownPlace = (at: At, prefix: string): At => ({
  ...at,
  path: at.path.map((part) =>
    typeof part === 'string' && part.startsWith(usual) ? `${prefix}/${part.slice(usual.length)}` : part
  )
})

/** What was noticed, in the words of whoever wrote the annotations: places, messages and remedies name keys with the prefix of the installation. */
export const withOwnPrefix = (diagnostics: ReadonlyArray<Diagnostic>, prefix: string): ReadonlyArray<Diagnostic> => {
  if (prefix === usualAnnotationsPrefix) return diagnostics
  const related = (each: Related): Related => ({
    ...each,
    at: ownPlace(each.at, prefix),
    message: ownText(each.message, prefix)
  })
  return diagnostics.map((each) => ({
    ...each,
    at: ownPlace(each.at, prefix),
    message: ownText(each.message, prefix),
    hint: ownText(each.hint, prefix),
    ...(each.related === undefined ? {} : { related: each.related.map(related) })
  }))
}
