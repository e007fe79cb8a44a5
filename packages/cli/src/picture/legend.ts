import type { Graph } from '@alb-ingress/core'
import { markup } from './markup.js'
import { ink, kinds, type Look, states } from './palette.js'

/** What colours mean, in points like the picture below it. */
export interface Legend {
  readonly body: string
  readonly width: number
  readonly height: number
}

interface Entry {
  readonly words: string
  readonly look: Look
  readonly isDashed: boolean
}

const ofKinds: ReadonlyArray<Entry> = [
  { words: 'Ingress', look: kinds.ingress, isDashed: false },
  { words: 'group', look: kinds.group, isDashed: false },
  { words: 'load balancer', look: kinds.loadBalancer, isDashed: false },
  { words: 'listener with its rules', look: kinds.listener, isDashed: false },
  { words: 'target group', look: kinds.targetGroup, isDashed: false },
  { words: 'Service', look: kinds.service, isDashed: false }
]

const ofStates: ReadonlyArray<Entry> = [
  { words: '+ added', look: states.added, isDashed: false },
  { words: '~ changed', look: states.changed, isDashed: false },
  { words: '- removed', look: states.removed, isDashed: true },
  { words: 'as it is', look: states.same, isDashed: false }
]

const assumed: Entry = { words: 'assumed', look: kinds.service, isDashed: true }

const entriesOf = ({ from, nodes }: Graph): ReadonlyArray<Entry> => {
  const entries = from === 'plan' ? ofStates : ofKinds
  return nodes.some(({ isAssumed }) => isAssumed === true) ? [...entries, assumed] : entries
}

const margin = 14
const letter = 5.3

export const legendOf = (graph: Graph): Legend => {
  let x = margin
  const parts: Array<string> = []
  for (const { words, look, isDashed } of entriesOf(graph)) {
    const dash = isDashed ? ' stroke-dasharray="3,2"' : ''
    parts.push(
      `<rect x="${x}" y="11" width="14" height="10" rx="2" fill="${look.fill.light}" stroke="${look.line.light}"${dash}/>`,
      `<text x="${x + 19}" y="19.5" font-size="10" fill="${ink.light}">${markup(words)}</text>`
    )
    x += 19 + Math.ceil(words.length * letter) + margin
  }
  return { body: parts.join(''), width: x, height: 28 }
}
