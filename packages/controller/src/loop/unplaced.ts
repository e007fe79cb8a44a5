import { invalid } from '@alb-ingress/core'
import { groupUnknown } from './events.js'
import type { Held } from './held.js'

/** Tells each Ingress of which nobody can say to which group it belongs; once, and again when the reason is another. */
export const unplacedTeller = ({ objects, publisher }: Held): (() => Promise<void>) => {
  let before: ReadonlySet<string> = new Set()
  return async () => {
    const told = new Set<string>()
    for (const { object, problems } of invalid(objects.cluster)) {
      if (object.kind !== 'Ingress') continue
      const topic = `Ingress ${object.namespace ?? ''}/${object.name}`
      told.add(topic)
      await publisher.publish(topic, groupUnknown(object, problems))
    }
    for (const topic of before) if (!told.has(topic)) publisher.forget(topic)
    before = told
  }
}
