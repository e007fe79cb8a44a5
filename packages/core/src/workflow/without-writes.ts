import type { StackGoal } from '../plan/desired.js'
import type { Outlook } from './survey.js'

const silent = (goal: StackGoal): StackGoal => {
  switch (goal.goal) {
    case 'wanted':
      return { ...goal, claims: [], publishes: [], releases: [] }
    default:
      return { ...goal, releases: [] }
  }
}

/** The same outlook where nobody keeps what is written to Kubernetes, as with files: no finalizer is set there, and no status. */
export const withoutWrites = (outlook: Outlook): Outlook => ({
  ...outlook,
  desired: {
    ...outlook.desired,
    stacks: new Map([...outlook.desired.stacks].map(([id, goal]) => [id, silent(goal)]))
  }
})
