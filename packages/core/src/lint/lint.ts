import { prefix as usual } from '../annotations/annotation.js'
import { formerIn } from '../annotations/former.js'
import { withOwnPrefix } from '../annotations/prefix.js'
import { findings } from '../checked/checked.js'
import { type Diagnostic, distinct } from '../checked/diagnostic.js'
import { invalid } from '../groups/census.js'
import type { Finding } from './finding.js'
import { rules } from './rules.js'
import { type Suppressed, suppress, suppressionsIn } from './suppress.js'
import { type LintSource, type LintView, viewOf } from './view.js'
import { isPartial as isPartOfOne } from './written.js'

export interface LintReport {
  readonly findings: ReadonlyArray<Finding>
  /** What somebody means to have, with the reason. */
  readonly suppressed: ReadonlyArray<Suppressed>
}

/** What reading and translating noticed: it counts here as everywhere. */
const ofPipeline = ({ cluster, written, groups, ours }: LintView): ReadonlyArray<Diagnostic> => [
  ...written.flatMap(({ decoded }) => ('read' in decoded ? decoded.noticed : [])),
  ...invalid(cluster).flatMap(({ problems }) => problems),
  ...groups.flatMap(({ group, stack }) => [...findings(group), ...findings(stack)]),
  // Parts of an Ingress are in no cluster, and in no group.
  ...written.flatMap(({ object, decoded, ...rest }) =>
    object.kind === 'Ingress' && 'unreadable' in decoded && isPartOfOne({ object, decoded, ...rest })
      ? decoded.unreadable.problems
      : []
  ),
  ...ours.flatMap(({ ingress, isPartial }) => (isPartial && ingress !== undefined ? formerIn('Ingress', ingress) : []))
]

// What has the words of the rules gets those of whoever wrote the annotations.
const inOwnWords =
  (prefix: string) =>
  (found: Finding): Finding => {
    const [own = found] = withOwnPrefix([found], prefix)
    const { replacement } = found
    if (replacement === undefined || own === found) return own
    return { ...own, replacement: { at: own.at, text: replacement.text.replace(usual, `${prefix}/`) } }
  }

/** Every rule over everything that is there. Each rule is linear in what it looks at. */
const ofRules = (view: LintView): ReadonlyArray<Finding> =>
  rules.flatMap(({ run }) => run(view)).map(inOwnWords(view.install.annotationsPrefix))

/**
 * What somebody probably did not mean: what the pipeline notices, and what only lint looks for, each thing once, without what the objects
 * themselves ask to ignore. `noticed` is what was found before: by the reader of files, for instance.
 */
export const lint = (source: LintSource, noticed: ReadonlyArray<Diagnostic> = []): LintReport => {
  const view = viewOf(source)
  const all: ReadonlyArray<Finding> = distinct([...noticed, ...ofPipeline(view), ...ofRules(view)])
  return suppress(suppressionsIn(source.written), all)
}
