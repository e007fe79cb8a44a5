import { families } from '../annotations/registry.js'
import { settleFamily } from '../annotations/settle.js'
import { valueIn } from '../checked/checked.js'
import type { At } from '../checked/diagnostic.js'
import type { ConfiguredGroup, ConfiguredListener, ConfiguredMember } from '../groups/configure.js'
import type { Ingress, IngressPath } from '../kubernetes/ingress.js'
import { refToObject } from '../kubernetes/object.js'
import { O } from '../prelude.js'
import type { Action } from '../resources/action.js'
import type { DraftRule } from '../translate/draft-rule.js'
import { conditionsOf } from '../translate/path-conditions.js'
import { inOrder } from '../translate/paths.js'
import { withoutLoop } from '../translate/redirect-loops.js'

/** A rule of a listener with the path that it was made for. */
export interface ServedRule extends DraftRule {
  /** The path in the Ingress. */
  readonly at: At
  readonly host: string
  readonly path: IngressPath
  readonly member: ConfiguredMember
}

/** A listener and its rules in the order in which they are tried; none where it only redirects to HTTPS. */
export interface ServedListener {
  readonly listener: ConfiguredListener
  readonly rules: ReadonlyArray<ServedRule>
}

/** The redirect that the backend of a path names; other actions make no difference to what a rule hides. */
export const redirectOf = (ingress: Ingress, { backend }: IngressPath): ReadonlyArray<Action> => {
  if (!('service' in backend) || backend.service.port !== 'use-annotation') return []
  const setting = valueIn(settleFamily(families.actions, ingress, backend.service.name))
  if (setting === undefined || O.isNone(setting)) return []
  const action = setting.value.value
  return action.type === 'redirect' ? [action] : []
}

/** The rules of one member, in the order in which they are tried. What cannot be read is left out: the translation complains of it. */
const rulesOf = (configured: ConfiguredGroup, member: ConfiguredMember): ReadonlyArray<ServedRule> => {
  const { ingress } = member
  const object = refToObject('Ingress', ingress)
  return ingress.rules.flatMap(({ host, paths = [] }, i) =>
    inOrder(paths).flatMap((placed): ReadonlyArray<ServedRule> => {
      const at = { object, path: ['spec', 'rules', i, 'http', 'paths', placed.index, 'path'] }
      const conditions = valueIn(conditionsOf(configured.install, member, host, placed, at))
      if (conditions === undefined) return []
      return [{ conditions, actions: redirectOf(ingress, placed.path), at, host, path: placed.path, member }]
    })
  )
}

/** What the listeners of a group serve, as far as that can be read without the account. */
export const servedBy = (configured: ConfiguredGroup | undefined): ReadonlyArray<ServedListener> => {
  const shared = configured && valueIn(configured.shared)
  if (configured === undefined || shared === undefined) return []
  const byMember = new Map<ConfiguredMember, ReadonlyArray<ServedRule>>()
  const rules = (member: ConfiguredMember): ReadonlyArray<ServedRule> => {
    const known = byMember.get(member) ?? rulesOf(configured, member)
    byMember.set(member, known)
    return known
  }
  return shared.listeners.map((listener) => ({
    listener,
    rules:
      listener.protocol === 'HTTP' && O.isSome(shared.redirectPort)
        ? []
        : listener.members.flatMap(rules).flatMap((rule) => withoutLoop(rule, listener))
  }))
}

/** Every path of a group once, with its rule: what is counted in a rule is the same on each listener. */
export const rulesByPath = ({
  listeners
}: {
  readonly listeners: ReadonlyArray<ServedListener>
}): ReadonlyArray<ServedRule> => {
  const rules = new Map<IngressPath, ServedRule>()
  for (const listener of listeners)
    for (const rule of listener.rules) rules.set(rule.path, rules.get(rule.path) ?? rule)
  return [...rules.values()]
}
