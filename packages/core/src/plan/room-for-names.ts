import { aboutKind, fieldsOf } from '../resources/kinds.js'
import { type KindName, keyOf } from '../resources/ref.js'
import type { Values } from '../resources/stack.js'
import { baseKey } from './settle.js'
import type { Step } from './step.js'
import type { Edge, Terrain } from './terrain.js'

const createdSpec = (step: Step | undefined): Values => {
  if (step?.on === 'aws') return step.call.do === 'create' ? step.call.spec : {}
  if (step?.write.write !== 'createBinding') return {}
  const { namespace, name } = step.write.object
  return { namespace, name }
}

/** The text that no two resources of the kind have in common, such as their names, if the kind has any such field. */
export const uniqueName = (kind: KindName, spec: Values): string | undefined => {
  const values: Array<unknown> = []
  for (const [name, field] of fieldsOf(kind)) if (field.unique) values.push(spec[name])
  return values.length === 0 ? undefined : `${kind} ${values.join('/')}`
}

const freedNames = ({ steps, byPhysicalId }: Terrain): ReadonlyMap<string, number> => {
  const freed = new Map<string, number>()
  for (const [i, { does, subjects }] of steps.entries()) {
    const there = does === 'delete' ? byPhysicalId.get(subjects[0]?.physicalId ?? '') : undefined
    const name = there === undefined ? undefined : uniqueName(there.kind, there.spec)
    if (name !== undefined) freed.set(name, i)
  }
  return freed
}

/**
 * Names of load balancers, target groups, security groups and bindings: whoever takes one waits until its holder is gone.
 * Otherwise what is made before it is broken stands before the old one is deleted.
 */
export const roomForNames = (terrain: Terrain, steps: ReadonlyArray<Step>, edge: Edge): void => {
  const freed = freedNames(terrain)
  const waitsFor = new Map<number, number>()
  for (const [i, { does, subjects }] of terrain.steps.entries()) {
    const kind = does === 'create' ? subjects[0]?.kind : undefined
    const name = kind === undefined ? undefined : uniqueName(kind, createdSpec(steps[i]))
    const earlier = name === undefined ? undefined : freed.get(name)
    if (earlier === undefined) continue
    waitsFor.set(i, earlier)
    edge(i, earlier)
  }
  for (const [i, { does, subjects }] of terrain.steps.entries()) {
    const subject = does === 'delete' ? subjects[0] : undefined
    if (subject === undefined || aboutKind(subject.kind).replace !== 'createFirst') continue
    const successor = terrain.creator.get(keyOf(subject)) ?? terrain.creator.get(baseKey(subject))
    if (successor !== undefined && waitsFor.get(successor) !== i) edge(i, successor)
  }
}
