import { equal } from '@alb-ingress/core'
import type { Json } from '../api/json.js'

const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The JSON merge patch (RFC 7396) that turns one object into another; `undefined` when they are equal. Lists are replaced whole. */
export const mergePatch = (before: Json, after: Json): Json | undefined => {
  const patch: Record<string, unknown> = {}
  // The patch says with null that a member goes.
  for (const name of Object.keys(before)) if (after[name] === undefined) patch[name] = null
  for (const [name, value] of Object.entries(after)) {
    const old = before[name]
    if (value === undefined || equal(old, value)) continue
    patch[name] = isRecord(old) && isRecord(value) ? mergePatch(old, value) : value
  }
  return Object.keys(patch).length === 0 ? undefined : patch
}
