import { t } from '../prelude.js'
import { byText, canonical } from '../support/canonical.js'
import { word } from './fields.js'

const Rewrite = t.readonly(t.type({ regex: t.string, replace: t.string }))
export type Rewrite = t.TypeOf<typeof Rewrite>

/** How a rule changes a request before it is forwarded: its host, or its path and query. */
export const Transform = t.readonly(
  t.type({ type: word('host-header-rewrite', 'url-rewrite'), rewrites: t.readonlyArray(Rewrite) })
)
export type Transform = t.TypeOf<typeof Transform>

export const Transforms: t.Type<ReadonlyArray<Transform>, unknown> = t.readonlyArray(Transform)

/** Text that is equal for transforms that are the same, in whatever order their types come. */
export const transformsKey = (transforms: ReadonlyArray<Transform>): string =>
  canonical([...transforms].sort((a, b) => byText(a.type, b.type)))

/** AWS keeps transforms in no order, but the rewrites of one as they were sent. */
export const sameTransforms = (desired: ReadonlyArray<Transform>, observed: ReadonlyArray<Transform>): boolean =>
  transformsKey(desired) === transformsKey(observed)
