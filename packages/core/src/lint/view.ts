import { withUsualPrefix } from '../annotations/prefix.js'
import { hasOurKeys } from '../assume/classes.js'
import type { Checked } from '../checked/checked.js'
import { asUsual } from '../groups/as-usual.js'
import type { Cluster } from '../groups/cluster.js'
import type { ConfiguredGroup } from '../groups/configure.js'
import type { GroupId, IngressGroup } from '../groups/group.js'
import { type Installation, usualAnnotationsPrefix } from '../install.js'
import type { Ingress } from '../kubernetes/ingress.js'
import { keyOfObject, type ObjectKey } from '../kubernetes/object.js'
import type { Stack } from '../resources/stack.js'
import { type ServedListener, servedBy } from './served.js'
import { isPartial, type Written } from './written.js'

/** A group as far as the pipeline came with it. */
export interface LintGroup {
  readonly id: GroupId
  readonly group: Checked<IngressGroup>
  readonly configured: ConfiguredGroup | undefined
  readonly stack: Checked<Stack>
}

/** What lint looks at: objects as they are written, and what the pipeline makes of them. */
export interface LintSource {
  readonly install: Installation
  /** Only files are known: neither the account, nor the settings of whoever serves them. */
  readonly isOffline: boolean
  readonly written: ReadonlyArray<Written>
  readonly cluster: Cluster
  readonly groups: ReadonlyArray<LintGroup>
}

/** An Ingress that is ours to serve, or a part of one that is meant to be. */
export interface OurIngress extends Written {
  /** Absent where it cannot be read. */
  readonly ingress: Ingress | undefined
  /** It has annotations and serves nothing: some other tool joins it with the rest. */
  readonly isPartial: boolean
}

/** A group with what its listeners serve. */
export interface LintedGroup extends LintGroup {
  readonly listeners: ReadonlyArray<ServedListener>
}

/** Everything that rules look at, made once. */
export interface LintView extends LintSource {
  readonly groups: ReadonlyArray<LintedGroup>
  readonly ours: ReadonlyArray<OurIngress>
  /** Ingresses that somebody else serves. */
  readonly others: ReadonlyArray<Written>
  readonly services: ReadonlyArray<Written>
}

const readIngress = ({ decoded }: Written): Ingress | undefined =>
  'read' in decoded && decoded.read.kind === 'Ingress' ? decoded.read.value : undefined

const keyOf = ({ object: { namespace = '', name } }: Written): ObjectKey => keyOfObject({ namespace, name })

const isOurs = ({ cluster }: LintSource, each: Written): boolean => {
  if (isPartial(each)) return hasOurKeys(each)
  const standing = cluster.placed.get(keyOf(each))?.standing.is
  return standing === 'member' || standing === 'nameless' || standing === 'unclear'
}

// With a prefix of its own, an installation has keys of its own. Rules see the usual ones.
const asUsualIn =
  ({ install: { annotationsPrefix } }: LintSource) =>
  (each: Written): Written => {
    if (annotationsPrefix === usualAnnotationsPrefix) return each
    const annotations = withUsualPrefix(each.annotations, annotationsPrefix)
    if ('foreign' in each.decoded) return { ...each, annotations }
    const noticed = 'read' in each.decoded ? each.decoded.noticed : []
    const known = asUsual(each.decoded, annotationsPrefix)
    return { ...each, annotations, decoded: known === undefined ? each.decoded : { noticed, ...known } }
  }

export const viewOf = (source: LintSource): LintView => {
  const written = source.written.map(asUsualIn(source))
  const ingresses = written.filter(({ object }) => object.kind === 'Ingress')
  const groups = source.groups.map((each) => ({ ...each, listeners: servedBy(each.configured) }))
  return {
    ...source,
    written,
    groups,
    ours: ingresses
      .filter((each) => isOurs(source, each))
      .map((each) => ({ ...each, ingress: readIngress(each), isPartial: isPartial(each) })),
    others: ingresses.filter((each) => !isOurs(source, each)),
    services: written.filter(({ object }) => object.kind === 'Service')
  }
}
