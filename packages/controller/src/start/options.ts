import { installationFrom } from '@alb-ingress/adapter-memory'
import { type Installation, usualTargetSettings } from '@alb-ingress/core'
import type { Settings } from '../flags/settings.js'
import type { LoopOptions } from '../loop/parts.js'
import { defaultPaces } from '../queue/settings.js'
import type { ConnectedAws } from './connections.js'

// The gates of the installation are about what is built; this one is about who receives traffic.
const failsOpen = ({ installation }: Settings): boolean => {
  const gates = installation['feature-gates']
  const text = typeof gates === 'string' ? gates : JSON.stringify(gates ?? '')
  return !/EndpointsFailOpen"?\s*[=:]\s*"?(?:0|f|false)\b/i.test(text)
}

/** How the loop runs, as the flags say it. */
export const loopOptions = (settings: Settings): LoopOptions => {
  const { values } = settings
  return {
    paces: {
      group: { ...defaultPaces.group, workers: values.groupWorkers },
      binding: { ...defaultPaces.binding, workers: values.bindingWorkers, longestPause: values.longestBindingPause },
      shared: defaultPaces.shared
    },
    policy: values.policy,
    isDryRun: values.isDryRun,
    concurrency: values.steps,
    targets: {
      ...usualTargetSettings,
      failOpen: failsOpen(settings),
      maxTargets: values.mostTargets,
      lookAgain: values.bindingRequeue,
      interfaceTags: values.networkInterfaceGroupTags,
      maxRevokedShare: values.maxRevokedShare
    },
    driftInterval: Math.min(values.driftInterval, values.syncPeriod),
    waitForAccount: values.stabilization
  }
}

/** The installation that flags and account make together. Its flags were checked before: only a defect can refuse them now. */
export const installationIn = (
  { installation: flags }: Settings,
  { region, vpcId, accountId }: Omit<ConnectedAws, 'aws'>
): Installation => {
  const checked = installationFrom({ accountId, flags: { ...flags, 'aws-region': region, 'aws-vpc-id': vpcId } })
  if (checked._tag !== 'Left') return checked.right
  throw new Error('The flags of the installation were refused after they had been accepted')
}

/** What a flag of the installation says as text; `undefined` where nobody gave it. */
export const textOfFlag = ({ installation }: Settings, name: string): string | undefined => {
  const value = installation[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}
