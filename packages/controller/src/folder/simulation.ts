import { randomUUID } from 'node:crypto'
import { memoryAws, memoryCluster, worldFrom } from '@alb-ingress/adapter-memory'
import { diagnosticsText, type Style, usualTargetSettings } from '@alb-ingress/core'
import { controllerLoop, type Loop } from '../loop/loop.js'
import { digestsName } from '../loop/secret-digests.js'
import { defaultPaces } from '../queue/settings.js'
import { statusLines } from '../telemetry/status-lines.js'
import { clockOf, type Timers } from '../time.js'
import { type FolderRead, followFolder, nothingRead, readFolder, watchFolder } from './folder.js'
import { accountIn, manifestsIn } from './folder-account.js'
import { memorySource } from './memory-source.js'

export interface SimulationParts {
  /** Holds `account.json`, and manifests below `manifests`. */
  readonly folder: string
  readonly style: Style
  readonly write: (text: string) => void
  readonly timers: Timers
}

export interface Simulation {
  /** Reads the folder again, now; the watch does so by itself. */
  readonly readAgain: () => Promise<void>
  readonly stop: () => Promise<void>
}

const options = {
  paces: defaultPaces,
  policy: 'sync',
  isDryRun: false,
  targets: usualTargetSettings,
  concurrency: 10,
  driftInterval: 30 * 60_000,
  waitForAccount: 5_000
} as const

/** The controller's loop over a folder of manifests and an account in memory: whoever edits a file sees the plan, and sees it done. */
export const simulate = async ({ folder, style, write, timers }: SimulationParts): Promise<Simulation> => {
  const manifests = manifestsIn(folder)
  const [account, install] = await accountIn(folder)
  const source = memorySource(memoryCluster([]), timers)
  const clock = clockOf(timers)
  let read: FolderRead = nothingRead
  const loop: Loop = controllerLoop({
    ...{ install, source, timers, options },
    ports: { aws: memoryAws(worldFrom(account), clock), kubernetes: source.kubernetes, clock },
    tell: statusLines(style, write, timers.now, (found) => found.map(read.located)),
    digests: { object: { kind: 'ConfigMap', namespace: 'kube-system', name: digestsName }, newSalt: randomUUID },
    mayAct: () => true
  })
  const readAgain = async (): Promise<void> => {
    const now = await readFolder(manifests)
    const text = [diagnosticsText(now.diagnostics, style), ...now.complaints].filter((each) => each !== '')
    if (text.length > 0) write(`${text.join('\n')}\n`)
    read = followFolder(source, read, now)
  }
  await readAgain()
  await loop.start()
  await loop.lead(true)
  const unwatch = watchFolder(manifests, timers, () => void readAgain())
  return {
    readAgain,
    stop: async () => {
      unwatch()
      await loop.stop()
    }
  }
}
