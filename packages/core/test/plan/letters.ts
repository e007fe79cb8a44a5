import { diff } from '../../src/plan/diff.js'
import type { Step } from '../../src/plan/step.js'
import { owned } from '../../src/resources/ownership.js'
import { refTo } from '../../src/resources/ref.js'
import type { ObservedState, Resource, Stack } from '../../src/resources/stack.js'
import { observedFrom, wanting } from '../../testing/plan-arbitraries.js'
import { foundOf } from '../../testing/plan-found.js'
import { clusterName } from '../../testing/plan-shapes.js'

/** Rules as letters: `A B C` have the numbers 1, 2, 3; `A@5` says its number. */
export const numbered = (text: string): ReadonlyArray<readonly [letter: string, number: number]> =>
  text
    .split(' ')
    .filter((word) => word !== '')
    .map((word, i) => {
      const [letter = '', number] = word.split('@')
      return [letter, number === undefined ? i + 1 : Number(number)] as const
    })

const stack = 'shop/web'
const loadBalancer: Resource = {
  stack,
  kind: 'LoadBalancer',
  id: 'LoadBalancer',
  spec: {
    name: 'k8s-shop-web',
    type: 'application',
    scheme: 'internal',
    tags: {},
    securityGroups: ['sg-1'],
    subnetMappings: [{ subnetId: 'subnet-1' }, { subnetId: 'subnet-2' }],
    ipAddressType: 'ipv4'
  }
}
const listener: Resource = {
  stack,
  kind: 'Listener',
  id: '80',
  spec: {
    loadBalancer: refTo({ stack, kind: 'LoadBalancer', id: 'LoadBalancer' }, 'arn'),
    port: 80,
    protocol: 'HTTP',
    defaultActions: [{ type: 'fixed-response', statusCode: '404' }]
  }
}

const rule = (letter: string, priority: number): Resource<'ListenerRule'> => ({
  stack,
  kind: 'ListenerRule',
  id: `80:${priority}`,
  spec: {
    listener: refTo({ stack, kind: 'Listener', id: '80' }, 'arn'),
    priority,
    conditions: [{ field: 'path-pattern', values: [`/${letter}`] }],
    actions: [{ type: 'fixed-response', statusCode: '200', messageBody: letter }]
  }
})

export const stackOfLetters = (text: string, tagged = true): Stack =>
  owned(
    {
      id: stack,
      resources: [loadBalancer, listener, ...numbered(text).map(([letter, number]) => rule(letter, number))]
    },
    { clusterName, gates: { ListenerRulesTagging: tagged } }
  )

export const observedLetters = (text: string, tagged = true): ObservedState =>
  observedFrom(foundOf(stackOfLetters(text, tagged)))

const letterOf = (value: unknown): string => /"\/(\w+)"/.exec(JSON.stringify(value))?.[1] ?? '?'

/** The steps in short, each rule by the letter that it had, or gets. */
export const told = (steps: ReadonlyArray<Step>, observed: ObservedState): ReadonlyArray<string> => {
  const letters = new Map(
    [...observed.stacks.values()].flatMap(({ resources }) =>
      resources.map(({ physicalId, spec }) => [physicalId, letterOf(spec)] as const)
    )
  )
  const was = (subject: { readonly physicalId?: string }): string => letters.get(subject.physicalId ?? '') ?? '?'
  return steps.map((step) => {
    if (step.on !== 'aws') return step.id
    const { call } = step
    switch (call.do) {
      case 'prioritise':
        return `move ${call.rules.map((move) => `${was(move.rule)}→${move.to}`).join(' ')}`
      case 'create':
        return call.kind === 'ListenerRule' ? `create ${letterOf(call.spec)}@${call.spec.priority}` : step.id
      case 'modify':
        return `modify ${was(call.subject)}→${letterOf(call.fields)}`
      case 'delete':
        return `delete ${was(call.subject)}`
      case 'tag':
        return `retag ${call.subjects.map(was).join(' ')}`
      default:
        return step.id
    }
  })
}

/** What is to be done on one listener, in short. */
export const plannedLetters = (observed: string, desired: string, tagged = true): ReadonlyArray<string> => {
  const there = observedLetters(observed, tagged)
  return told(diff(wanting(stackOfLetters(desired, tagged)), there), there)
}
