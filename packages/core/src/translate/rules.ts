import { annotations, families } from '../annotations/registry.js'
import { settle, settleFamily } from '../annotations/settle.js'
import { all, andThen, type Checked, each, map, ok } from '../checked/checked.js'
import type { At } from '../checked/diagnostic.js'
import type { ConfiguredListener, ConfiguredMember } from '../groups/configure.js'
import { refToObject } from '../kubernetes/object.js'
import { O, pipe } from '../prelude.js'
import { refTo } from '../resources/ref.js'
import type { Resource } from '../resources/stack.js'
import { backendActions } from './actions.js'
import { ruleConditions } from './conditions.js'
import type { Context } from './context.js'
import { inOrder, type PlacedPath, pathPatterns } from './paths.js'
import { type DraftRule, withoutRedundant } from './redundant.js'
import { userTags } from './tags.js'
import type { TargetGroups } from './target-groups.js'

interface TaggedRule extends DraftRule {
  readonly tags: Readonly<Record<string, string>>
}

/** Extra conditions are found by the name of the backend: of the Service, or of the action. */
const annotatedConditions = ({ ingress }: ConfiguredMember, { path }: PlacedPath) =>
  'service' in path.backend
    ? pipe(
        settleFamily(families.conditions, ingress, path.backend.service.name),
        map((setting) => (O.isSome(setting) ? setting.value.value : []))
      )
    : ok([])

const usesRegex = (context: Context, member: ConfiguredMember, { path }: PlacedPath): Checked<boolean> => {
  const isPlain = path.pathType === 'Exact' || path.pathType === 'Prefix' || path.path === ''
  if (isPlain) return ok(false)
  return pipe(
    settle(annotations.useRegexPathMatch, [member], context.install),
    map(({ value }) => value)
  )
}

/** One rule for one path. */
const draft = (
  context: Context,
  targetGroups: TargetGroups,
  member: ConfiguredMember,
  host: string,
  placed: PlacedPath,
  at: At,
  tags: Readonly<Record<string, string>>
): Checked<TaggedRule> => {
  const pathAt = { ...at, path: [...at.path, 'path'] }
  const backendAt = { ...at, path: [...at.path, 'backend'] }
  const conditions = pipe(
    all({
      extra: annotatedConditions(member, placed),
      patterns: pipe(
        usesRegex(context, member, placed),
        andThen((regex) => pathPatterns(placed.path, regex, pathAt))
      )
    }),
    andThen(({ extra, patterns }) => ruleConditions(host, patterns, extra, pathAt))
  )
  return pipe(
    all({
      conditions,
      actions: backendActions(context, targetGroups, { member, backend: placed.path.backend, at: backendAt })
    }),
    map((rule) => ({ ...rule, tags }))
  )
}

const draftsOf = (
  context: Context,
  targetGroups: TargetGroups,
  member: ConfiguredMember
): Checked<ReadonlyArray<TaggedRule>> => {
  const object = refToObject('Ingress', member.ingress)
  return pipe(
    settle(annotations.tags, [member], context.install),
    andThen((setting) => userTags(context.install, setting)),
    andThen((tags) =>
      each(member.ingress.rules, ({ host, paths }, i) =>
        each(inOrder(paths ?? []), (placed) => {
          const at = { object, path: ['spec', 'rules', i, 'http', 'paths', placed.index] }
          return draft(context, targetGroups, member, host, placed, at, tags)
        })
      )
    ),
    map((drafts) => drafts.flat())
  )
}

/**
 * The rules of a listener, numbered from 1: its members in group order, the rules of each as written, the paths of each rule from the
 * most to the least specific. Nothing is sorted across rules or Ingresses.
 */
export const translateRules = (
  context: Context,
  targetGroups: TargetGroups,
  listener: ConfiguredListener
): Checked<ReadonlyArray<Resource<'ListenerRule'>>> =>
  pipe(
    each(listener.members, (member) => draftsOf(context, targetGroups, member)),
    map((drafts) =>
      withoutRedundant(drafts.flat(), listener).map(
        (rule, i): Resource<'ListenerRule'> => ({
          stack: context.group.id,
          kind: 'ListenerRule',
          id: `${listener.port}:${i + 1}`,
          spec: {
            listener: refTo({ stack: context.group.id, kind: 'Listener', id: String(listener.port) }, 'arn'),
            priority: i + 1,
            ...rule
          }
        })
      )
    )
  )
