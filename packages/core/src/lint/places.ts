import type { At, ObjectRef } from '../checked/diagnostic.js'

/** The value of an annotation. */
export const valueAt = (object: ObjectRef, fullKey: string): At => ({
  object,
  path: ['metadata', 'annotations', fullKey]
})

/** The key of an annotation, where the key is what is wrong. */
export const keyAt = (object: ObjectRef, fullKey: string): At => ({ ...valueAt(object, fullKey), part: 'key' })

/** `1 rule`, `2 rules`. */
export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : plural}`
