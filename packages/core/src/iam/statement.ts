import { clusterTag } from '../resources/ownership.js'
import { byText } from '../support/canonical.js'
import type { IamAction } from './actions.js'

/** By operator, then by condition key. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | ReadonlyArray<string>>>>>

export interface Statement {
  readonly Sid: string
  readonly Effect: 'Allow'
  readonly Action: ReadonlyArray<IamAction>
  readonly Resource: ReadonlyArray<string>
  readonly Condition?: Conditions
}

/** Stands for what nobody has named. */
export const anyone = '*'

/** Conditions that all have to hold. */
const together = (conditions: ReadonlyArray<Conditions>): Conditions => {
  const all: Record<string, Readonly<Record<string, string | ReadonlyArray<string>>>> = {}
  for (const each of conditions) for (const [how, keys] of Object.entries(each)) all[how] = { ...all[how], ...keys }
  return all
}

/** A statement that allows these actions, each once; none where there are none. */
export const statement = (
  Sid: string,
  actions: ReadonlyArray<IamAction>,
  Resource: ReadonlyArray<string>,
  ...conditions: ReadonlyArray<Conditions>
): ReadonlyArray<Statement> => {
  if (actions.length === 0) return []
  const Condition = together(conditions)
  const Action = [...new Set(actions)].sort(byText)
  const isAlways = Object.keys(Condition).length === 0
  return [{ Sid, Effect: 'Allow', Action, Resource, ...(isAlways ? {} : { Condition }) }]
}

/** That the cluster's tag is in the request, or on the resource. */
export const tagged = (where: 'RequestTag' | 'ResourceTag', clusterName: string): Conditions => {
  const key = `aws:${where}/${clusterTag}`
  return clusterName === anyone ? { Null: { [key]: 'false' } } : { StringEquals: { [key]: clusterName } }
}

/** That nobody takes a resource over, or gives it away, by its tag. Of calls that speak of no tags it holds as well. */
export const tagStays: Conditions = { 'ForAllValues:StringNotEquals': { 'aws:TagKeys': [clusterTag] } }
