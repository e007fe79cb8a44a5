import { list, members, oneOf, type Reader, required, text, texts } from './reader.js'

/** One requirement of a label selector. */
export interface LabelRequirement {
  readonly key: string
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist'
  readonly values: ReadonlyArray<string>
}

/** A label selector of Kubernetes: all parts must hold, so that an empty one selects everything. */
export interface LabelSelector {
  readonly matchLabels: Readonly<Record<string, string>>
  readonly matchExpressions: ReadonlyArray<LabelRequirement>
}

type Labels = Readonly<Record<string, string>>

export const labelSelector: Reader<LabelSelector> = members({
  matchLabels: texts,
  matchExpressions: list(
    members({ key: required(text), operator: oneOf('In', 'NotIn', 'Exists', 'DoesNotExist'), values: list(text) })
  )
})

// A label that is absent is not in any list, so `NotIn` holds for it.
const holds = ({ key, operator, values }: LabelRequirement, labels: Labels): boolean => {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
  }
}

/** Whether labels fulfil all that a selector asks for. */
export const selects = ({ matchLabels, matchExpressions }: LabelSelector, labels: Labels): boolean =>
  Object.entries(matchLabels).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value) &&
  matchExpressions.every((requirement) => holds(requirement, labels))
