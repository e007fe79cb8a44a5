import type { Annotation, Area, Setting } from '../annotations/annotation.js'
import { annotations, families } from '../annotations/registry.js'
import { settle } from '../annotations/settle.js'
import type { Diagnostic } from '../checked/diagnostic.js'
import type { ConfiguredGroup } from '../groups/configure.js'
import type { Installation } from '../install.js'
import { O } from '../prelude.js'
import type { ResourceName } from '../resources/ref.js'
import { nameOfResource, type Stack, type Values } from '../resources/stack.js'
import { type Said, saidOf } from './said.js'
import { type Scope, scopesOf } from './scope.js'

/** A field of a resource that a setting decided on. */
export interface Led {
  readonly resource: ResourceName
  readonly field: string
  readonly value: unknown
}

/** One setting: what it is, who said so, what did not count, and what came of it in AWS. */
export interface Explained {
  readonly about: string
  /** The key of the annotation, without the prefix. */
  readonly key: string
  /** In the words of the annotation; `undefined` where nobody says anything and there is no default, or where it cannot be settled. */
  readonly value: string | undefined
  /** Empty for a default. */
  readonly said: ReadonlyArray<Said>
  /** For a default: the flag that gives it, or `default`. */
  readonly byDefault: string | undefined
  readonly led: ReadonlyArray<Led>
  readonly problems: ReadonlyArray<Diagnostic>
}

type AnyAnnotation = Annotation<Area, never>

/** The fields that a declaration names, in the resources that its scope reaches. */
const ledTo = (declared: AnyAnnotation, scope: Scope, stack: Stack): ReadonlyArray<Led> => {
  const wanted = new Map<string, Array<string>>()
  for (const each of declared.sets) {
    const [kind = '', field = ''] = each.split('.')
    wanted.set(kind, [...(wanted.get(kind) ?? []), field])
  }
  return stack.resources.filter(scope.reaches).flatMap((resource): ReadonlyArray<Led> => {
    const values: Values = resource.spec
    return (wanted.get(resource.kind) ?? []).flatMap((field) =>
      values[field] === undefined ? [] : [{ resource: nameOfResource(resource), field, value: values[field] }]
    )
  })
}

// A setting with a default is the setting itself, one without is an option of it.
const settingIn = (held: Setting<never> | O.Option<Setting<never>>): Setting<never> | undefined =>
  '_tag' in held ? O.toUndefined(held) : held

const explainOne = (
  declared: AnyAnnotation,
  scope: Scope,
  install: Installation,
  stack: Stack
): Explained | undefined => {
  const settled = settle(declared, scope.asked, install)
  const setting = settled._tag === 'Left' ? undefined : settingIn(settled.right)
  const said = saidOf(declared, scope.asked, setting)
  const led = ledTo(declared, scope, stack)
  const isSilent = said.length === 0 && settled._tag !== 'Left'
  // A default that decides nothing here, such as of a network load balancer that is not there, is no setting in effect.
  if (isSilent && (setting === undefined || led.length === 0)) return undefined
  return {
    about: scope.about,
    key: declared.key,
    value: setting === undefined ? undefined : declared.codec.encode(setting.value),
    said,
    byDefault: setting !== undefined && setting.origins.length === 0 ? (declared.flag ?? 'default') : undefined,
    led,
    problems: settled._tag === 'Right' ? [] : settled.left
  }
}

const declarationsOf = ({ areas, variables }: Scope): ReadonlyArray<AnyAnnotation> => {
  // Whatever the types of their values: each value goes back to the codec of its own declaration.
  const alone = Object.values(annotations).map((declared) => declared as unknown as AnyAnnotation)
  const ofFamilies = Object.entries(families).flatMap(([name, family]) =>
    (variables[name as keyof typeof families] ?? []).map((variable) => family.one(variable) as unknown as AnyAnnotation)
  )
  return [...alone.filter(({ configures }) => [configures].flat().some((area) => areas.includes(area))), ...ofFamilies]
}

/**
 * Every setting of a group that somebody gave, or that has a default: for the load balancer, each listener, each Ingress and each target
 * group. `stack` is what the group came to; where it does not check, an empty one.
 */
export const explain = (configured: ConfiguredGroup, stack: Stack): ReadonlyArray<Explained> =>
  scopesOf(configured, stack).flatMap((scope) =>
    declarationsOf(scope).flatMap((declared) => explainOne(declared, scope, configured.install, stack) ?? [])
  )
