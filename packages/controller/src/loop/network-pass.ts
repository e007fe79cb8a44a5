import { afterNetwork, carryOutTargets, E, type NetworkMemory, noNetworkMemory, surveyNetwork } from '@alb-ingress/core'
import { networkWork } from '../queue/work.js'
import { carryingOut, nothingReported, permitted } from './carry.js'
import type { Held } from './held.js'
import { couldNotLook, type Passed } from './pass.js'

/** The rules on nodes and Pods: one writer, which remembers what each binding wanted when that was last known. */
export interface Network {
  readonly pass: () => Promise<Passed>
  readonly forget: () => void
}

export const networkFor = (parts: Held): Network => {
  let memory: NetworkMemory = noNetworkMemory
  const pass = async (): Promise<Passed> => {
    const { bindings, install, options, tell, timers, ports } = parts
    const begun = timers.now()
    const look = surveyNetwork(parts.keptAws, install, options.targets)
    const areAll = bindings.areAll()
    const seen = await look(parts.objects.cluster, bindings.all().values(), memory, { areAll })()
    if (E.isLeft(seen)) return couldNotLook(seen.left)
    const outlook = { ...seen.right, plan: permitted(parts, seen.right.plan) }
    tell({ tells: 'noticed', work: networkWork, findings: outlook.findings })
    if (outlook.plan.steps.length > 0)
      tell({
        tells: 'planned',
        work: networkWork,
        plan: outlook.plan,
        withheld: [],
        milliseconds: timers.now() - begun
      })
    const report = options.isDryRun
      ? nothingReported
      : await carryOutTargets(ports, carryingOut(parts, networkWork))(outlook.plan)()
    memory = afterNetwork(outlook, report)
    const { again } = outlook
    return {
      ending:
        report.failed.length > 0
          ? { end: 'failed' }
          : again === undefined
            ? { end: 'done' }
            : { end: 'later', after: again },
      done: report.done.length,
      failed: report.failed.map(({ fault }) => fault),
      left: report.skipped.length
    }
  }
  return {
    pass,
    forget: () => {
      memory = noNetworkMemory
    }
  }
}
