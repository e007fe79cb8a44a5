import { type Checked, findings, noting } from '../checked/checked.js'
import type { Diagnostic } from '../checked/diagnostic.js'
import type { Installation } from '../install.js'
import { type Annotation, type Area, prefix } from './annotation.js'
import type { Asked } from './read.js'
import { annotations, type Settings } from './registry.js'
import { settle } from './settle.js'

/** Areas whose annotations are all settled together. */
type WholeArea =
  | 'Ingress'
  | 'LoadBalancer'
  | 'Listener'
  | 'Authentication'
  | 'TargetGroup'
  | 'Frontend'
  | 'FrontendListener'

interface Entry {
  readonly name: string
  /** Asked only for what all declarations have in common; its own types come back through Settings. */
  readonly declared: Annotation<Area, never>
}

interface AreaIndex {
  readonly entries: ReadonlyArray<Entry>
  readonly byKey: ReadonlyMap<string, Entry>
  readonly withClass: ReadonlyArray<Entry>
}

const keysOf = ({ declared: { fullKey, formerKey } }: Entry): ReadonlyArray<string> =>
  formerKey === undefined ? [fullKey] : [fullKey, `${prefix}${formerKey}`]

const indexOf = (area: WholeArea): AreaIndex => {
  const entries = Object.entries(annotations)
    .map(([name, declared]): Entry => ({ name, declared: declared as unknown as Annotation<Area, never> }))
    .filter(({ declared }) => [declared.configures].flat().includes(area))
  return {
    entries,
    byKey: new Map(entries.flatMap((entry) => keysOf(entry).map((key) => [key, entry] as const))),
    withClass: entries.filter(({ declared }) => declared.classParam !== undefined)
  }
}

const indexes: { readonly [R in WholeArea]: AreaIndex } = {
  Ingress: indexOf('Ingress'),
  LoadBalancer: indexOf('LoadBalancer'),
  Listener: indexOf('Listener'),
  Authentication: indexOf('Authentication'),
  TargetGroup: indexOf('TargetGroup'),
  Frontend: indexOf('Frontend'),
  FrontendListener: indexOf('FrontendListener')
}

type Defaults = { readonly [R in WholeArea]: Readonly<Record<string, unknown>> }

const defaultsOf = (install: Installation): Defaults => {
  const of = (area: WholeArea): Readonly<Record<string, unknown>> => {
    const values: Record<string, unknown> = {}
    for (const { name, declared } of indexes[area].entries) {
      const nobodySays = settle(declared, [], install)
      if (nobodySays._tag === 'Right') values[name] = nobodySays.right
    }
    return values
  }
  return {
    Ingress: of('Ingress'),
    LoadBalancer: of('LoadBalancer'),
    Listener: of('Listener'),
    Authentication: of('Authentication'),
    TargetGroup: of('TargetGroup'),
    Frontend: of('Frontend'),
    FrontendListener: of('FrontendListener')
  }
}

// An installation does not change, so its defaults are made once and not for every group.
const remembered = new WeakMap<Installation, Defaults>()

const rememberedDefaults = (install: Installation): Defaults => {
  const known = remembered.get(install)
  if (known !== undefined) return known
  const made = defaultsOf(install)
  remembered.set(install, made)
  return made
}

/** The declarations that somebody says something about: an object has the annotation, or a class may have the counterpart. */
const spoken = ({ byKey, withClass }: AreaIndex, asked: ReadonlyArray<Asked>): ReadonlySet<Entry> => {
  const found = new Set<Entry>()
  const addKeys = (annotated: Readonly<Record<string, string>>): void => {
    for (const key in annotated) {
      const entry = byKey.get(key)
      if (entry !== undefined) found.add(entry)
    }
  }
  for (const { ingress, service, params } of asked) {
    addKeys(ingress.annotations)
    if (service !== undefined) addKeys(service.annotations)
    if (params !== undefined) for (const entry of withClass) found.add(entry)
  }
  return found
}

/** Every setting of an area over those who are asked, in group order; all problems together. */
export const settleAll = <R extends WholeArea>(
  area: R,
  asked: ReadonlyArray<Asked>,
  install: Installation
): Checked<Settings<R>> => {
  const settings: Record<string, unknown> = { ...rememberedDefaults(install)[area] }
  const noticed: Array<Diagnostic> = []
  for (const { name, declared } of spoken(indexes[area], asked)) {
    const settled = settle(declared, asked, install)
    noticed.push(...findings(settled))
    if (settled._tag !== 'Left') settings[name] = settled.right
  }
  // The index picks declarations by the same property as Settings does.
  return noting(noticed, settings as Settings<R>)
}
