import { keyOf } from '../resources/ref.js'
import type { Edge, Terrain } from './terrain.js'

/** A step waits for the creation of what it changes, and of what its new values refer to. */
export const needs = ({ steps, creator }: Terrain, edge: Edge): void => {
  for (const [i, { subjects, refs }] of steps.entries()) {
    for (const ref of refs) {
      const made = creator.get(keyOf(ref))
      if (made !== undefined) edge(i, made)
    }
    for (const subject of subjects) {
      const made = subject.physicalId === undefined ? creator.get(keyOf(subject)) : undefined
      if (made !== undefined) edge(i, made)
    }
  }
}
