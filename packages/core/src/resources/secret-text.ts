import { t } from '../prelude.js'
import { isRedacted, mask, type Redacted, redact } from '../support/redacted.js'

/** A secret in a field. What was written down holds a mask in its place, which is read as a secret that nobody can tell any more. */
export const SecretText: t.Type<Redacted, unknown> = new t.Type<Redacted, unknown>(
  'text',
  isRedacted,
  (value, context) => {
    if (isRedacted(value)) return t.success(value)
    return typeof value === 'string' ? t.success(redact(value)) : t.failure(mask, context)
  },
  () => mask
)
