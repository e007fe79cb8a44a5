import { annotations, families } from '../annotations/registry.js'
import { settle, settleFamily } from '../annotations/settle.js'
import { all, andThen, type Checked, each, map, noting, ok } from '../checked/checked.js'
import type { At, Diagnostic } from '../checked/diagnostic.js'
import type { ConfiguredListener, ConfiguredMember } from '../groups/configure.js'
import { refToObject } from '../kubernetes/object.js'
import { O, pipe } from '../prelude.js'
import { refTo } from '../resources/ref.js'
import type { Resource } from '../resources/stack.js'
import type { Transform } from '../resources/transform.js'
import { backendActions } from './actions.js'
import type { Place } from './backends.js'
import type { Context } from './context.js'
import type { DraftRule } from './draft-rule.js'
import { conditionsOf } from './path-conditions.js'
import { inOrder, type PlacedPath } from './paths.js'
import { withoutRedundant } from './redundant.js'
import { userTags } from './tags.js'
import type { TargetGroups } from './target-groups.js'

interface TaggedRule extends DraftRule {
  readonly tags: Readonly<Record<string, string>>
  readonly transforms: ReadonlyArray<Transform>
  /** What is to be said if the rule is not redundant. */
  readonly open: ReadonlyArray<Diagnostic>
}

/** Transforms are found by the name of the backend: of the Service, or of the action. */
const annotatedTransforms = ({ ingress }: ConfiguredMember, { path }: PlacedPath): Checked<ReadonlyArray<Transform>> =>
  'service' in path.backend
    ? pipe(
        settleFamily(families.transforms, ingress, path.backend.service.name),
        map((setting) => (O.isSome(setting) ? setting.value.value : []))
      )
    : ok([])

/** What the paths of one host have in common. */
interface Around {
  readonly listener: ConfiguredListener
  readonly member: ConfiguredMember
  readonly host: string
  readonly tags: Readonly<Record<string, string>>
}

const requestsFor = (host: string, path: string): string =>
  `${host}${path}` === '' ? 'all requests' : `requests for ${host}${path}`

/** One rule for one path. */
const draft = (
  context: Context,
  targetGroups: TargetGroups,
  { listener, member, host, tags }: Around,
  placed: PlacedPath,
  at: At
): Checked<TaggedRule> => {
  const pathAt = { ...at, path: [...at.path, 'path'] }
  const { path, backend } = placed.path
  const place: Place = {
    ...{ listener, member, backend },
    at: { ...at, path: [...at.path, 'backend'] },
    requests: requestsFor(host, path)
  }
  return pipe(
    all({
      conditions: conditionsOf(context.install, member, host, placed, pathAt),
      transforms: annotatedTransforms(member, placed),
      answer: backendActions(context, targetGroups, place)
    }),
    map(({ conditions, transforms, answer }) => ({ conditions, transforms, ...answer, tags }))
  )
}

const draftsOf = (
  context: Context,
  targetGroups: TargetGroups,
  listener: ConfiguredListener,
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
          return draft(context, targetGroups, { listener, member, host, tags }, placed, at)
        })
      )
    ),
    map((drafts) => drafts.flat())
  )
}

const numbered = (
  context: Context,
  listener: ConfiguredListener,
  { conditions, actions, transforms, tags }: TaggedRule,
  priority: number
): Resource<'ListenerRule'> => ({
  stack: context.group.id,
  kind: 'ListenerRule',
  id: `${listener.port}:${priority}`,
  spec: {
    listener: refTo({ stack: context.group.id, kind: 'Listener', id: String(listener.port) }, 'arn'),
    ...{ priority, conditions, actions, tags },
    ...(transforms.length > 0 ? { transforms } : {})
  }
})

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
    each(listener.members, (member) => draftsOf(context, targetGroups, listener, member)),
    andThen((drafts) => {
      const rules = withoutRedundant(drafts.flat(), listener)
      return noting(
        rules.flatMap(({ open }) => open),
        rules.map((rule, i) => numbered(context, listener, rule, i + 1))
      )
    })
  )
