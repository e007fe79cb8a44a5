import { E } from '@alb-ingress/core'
import type { ObjectEvent } from './events.js'
import type { Parts } from './parts.js'

/** Publishes events. What was told about a topic last time is not told again while it stays so. */
export interface Publisher {
  readonly publish: (topic: string, events: ReadonlyArray<ObjectEvent>) => Promise<void>
  /** Nothing is remembered of a topic that is gone. */
  readonly forget: (topic: string) => void
}

const keyOf = ({ object, reason, message }: ObjectEvent): string =>
  JSON.stringify([object.kind, object.namespace, object.name, reason, message])

export const publisherFor = ({ ports, options, tell, mayAct }: Parts): Publisher => {
  const told = new Map<string, ReadonlySet<string>>()
  return {
    publish: async (topic, events) => {
      if (options.isDryRun) return
      const before = told.get(topic) ?? new Set()
      told.set(topic, new Set(events.map(keyOf)))
      for (const event of events) {
        if (before.has(keyOf(event)) || !mayAct()) continue
        const result = await ports.kubernetes.perform(event)()
        if (E.isLeft(result)) tell({ tells: 'unwritten', fault: result.left })
      }
    },
    forget: (topic) => {
      told.delete(topic)
    }
  }
}
