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

/** What a publisher needs. */
type Needed = Pick<Parts, 'ports' | 'options' | 'tell' | 'mayAct'>

export const publisherFor = ({ ports, options, tell, mayAct }: Needed): Publisher => {
  const told = new Map<string, ReadonlySet<string>>()

  /** Whether the event is written. */
  const write = async (event: ObjectEvent): Promise<boolean> => {
    if (!mayAct()) return false
    const result = await ports.kubernetes.perform(event)()
    if (E.isLeft(result)) tell({ tells: 'unwritten', fault: result.left })
    return E.isRight(result)
  }
  return {
    publish: async (topic, events) => {
      if (options.isDryRun) return
      const before = told.get(topic) ?? new Set()
      // Remembered before it is written, as somebody else may publish the same meanwhile; what could not be written is told the next time.
      const now = new Set(events.map(keyOf))
      told.set(topic, now)
      for (const event of events) if (!before.has(keyOf(event)) && !(await write(event))) now.delete(keyOf(event))
    },
    forget: (topic) => {
      told.delete(topic)
    }
  }
}
