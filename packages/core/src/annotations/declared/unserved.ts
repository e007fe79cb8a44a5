import type { Unserved } from '../annotation.js'

const one = (key: string): Unserved => ({ key, on: ['Ingress'] })

/** Annotations of the reference that are known and not served yet. Whoever uses one is told so, and the group keeps its last good state. */
export const unserved: ReadonlyArray<Unserved> = [one('dry-run-plan')]
