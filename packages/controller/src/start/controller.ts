import { randomUUID } from 'node:crypto'
import { E, type Fault, internetFacingList, type Ports } from '@alb-ingress/core'
import type { Settings, Values } from '../flags/settings.js'
import { controllerLoop, type Loop } from '../loop/loop.js'
import { digestsName } from '../loop/secret-digests.js'
import { type AwsTold, awsMetrics } from '../telemetry/aws-metrics.js'
import { type Logger, logging } from '../telemetry/log.js'
import { controllerMetrics, type Metrics } from '../telemetry/metrics.js'
import { type Page, type Served, serve } from '../telemetry/servers.js'
import { clockOf, type Timers } from '../time.js'
import { type Watch, watchOthers } from './beside.js'
import type { ConnectedAws, ConnectedCluster, Connections, Leadership } from './connections.js'
import { isOurs } from './identity.js'
import { neverWriting } from './never-writing.js'
import { installationIn, loopOptions, textOfFlag } from './options.js'

/** What a process needs to run the controller. */
export interface Start {
  readonly settings: Settings
  readonly connections: Connections
  readonly timers: Timers
  readonly log: Logger
}

export interface Running {
  /** Finishes the steps that run, starts none, and lets go of the lease. */
  readonly stop: () => Promise<void>
  readonly metrics: Served | undefined
  readonly health: Served | undefined
}

const served = (
  address: Values['metricsAddress'],
  pages: Readonly<Record<string, Page>>
): Promise<Served | undefined> => (address === undefined ? Promise.resolve(undefined) : serve(address, pages))

const watchedConfigMaps = (settings: Settings): ReadonlySet<string> => {
  const isRestricting = String(settings.installation['restrict-scheme'] ?? false) === 'true'
  const namespace = textOfFlag(settings, 'restrict-scheme-namespace') ?? 'default'
  return new Set(isRestricting ? [`${namespace}/${internetFacingList}`] : [])
}

const connected = async (
  { settings, connections }: Start,
  told: AwsTold
): Promise<E.Either<Fault, readonly [ConnectedAws, ConnectedCluster]>> => {
  const { values } = settings
  const aws = await connections.aws({
    ...{ values, told, clusterName: textOfFlag(settings, 'cluster-name') },
    region: textOfFlag(settings, 'aws-region'),
    vpcId: textOfFlag(settings, 'aws-vpc-id')
  })()
  if (E.isLeft(aws)) return aws
  const cluster = await connections.cluster(values, {
    secretsLabel: textOfFlag(settings, 'required-secrets-label'),
    configMaps: watchedConfigMaps(settings)
  })()
  return E.isLeft(cluster) ? cluster : E.right([aws.right, cluster.right])
}

const attachTo = (metrics: Metrics, loop: Loop): void =>
  metrics.attach({
    queue: loop.queue,
    objects: () => {
      const { Ingress, Service, TargetGroupBinding } = loop.cluster().objects
      return { ingress: Ingress.size, service: Service.size, targetgroupbinding: TargetGroupBinding.size }
    }
  })

const alone: Watch = { other: () => undefined, stop: () => undefined }
const always: Leadership = { isLeader: () => true, stop: async () => undefined }

/** Who of several acts: the one that holds the lease, and nobody while another controller does. */
const leadership = async (
  { settings: { values }, timers, log }: Start,
  cluster: ConnectedCluster,
  loop: Loop
): Promise<{ readonly mayAct: () => boolean; readonly stop: () => Promise<void> }> => {
  let isElected = false
  let watch: Watch = alone
  const mayAct = (): boolean => isElected && (values.isBesideOther || values.isDryRun || watch.other() === undefined)
  const turned = (): void => void loop.lead(mayAct())
  watch = await watchOthers(cluster.otherHolder, isOurs, timers, (other) => {
    if (other === undefined) log.info('no other controller acts any more')
    else log.warn({ other, acts: mayAct() }, 'another controller holds the lease of AWS Load Balancer Controller')
    turned()
  })
  const elected = (isLeader: boolean): void => {
    isElected = isLeader
    turned()
  }
  const isElecting = values.isElecting && !values.isDryRun
  const held = isElecting ? cluster.elect(elected) : always
  if (!isElecting) elected(true)
  return {
    mayAct: () => mayAct() && held.isLeader(),
    stop: async () => {
      watch.stop()
      await held.stop()
    }
  }
}

/** The loop over the world that was reached, which tells logs and metrics what it does. */
const loopOver = (
  { settings, timers, log }: Start,
  account: ConnectedAws,
  cluster: ConnectedCluster,
  metrics: Metrics,
  mayAct: () => boolean
): Loop => {
  const { isDryRun } = settings.values
  const ports: Ports = { aws: account.aws, kubernetes: cluster.source.kubernetes, clock: clockOf(timers) }
  // Of a dry run the plans are all there is.
  const tellLog = logging(log, isDryRun ? 'info' : 'debug')
  return controllerLoop({
    ...{ install: installationIn(settings, account), options: loopOptions(settings), source: cluster.source },
    ...{ timers, mayAct, ports: isDryRun ? neverWriting(ports) : ports },
    digests: { object: { kind: 'ConfigMap', namespace: cluster.namespace, name: digestsName }, newSalt: randomUUID },
    tell: (happening) => {
      tellLog(happening)
      metrics.tell(happening)
    }
  })
}

/** Connects, watches, and acts when it is this replica's turn. `Left`: what could not be reached. */
export const runController = async (start: Start): Promise<E.Either<Fault, Running>> => {
  const { metricsAddress, healthAddress } = start.settings.values
  const metrics = controllerMetrics()
  let isReady = false
  const ready: Page = () => (isReady ? 'ok\n' : undefined)
  const health = await served(healthAddress, { '/healthz': () => 'ok\n', '/readyz': ready })
  const reached = await connected(start, awsMetrics(metrics.registry))
  if (E.isLeft(reached)) {
    await health?.close()
    return reached
  }
  const [account, cluster] = reached.right
  let mayAct = (): boolean => false
  const loop = loopOver(start, account, cluster, metrics, () => mayAct())
  attachTo(metrics, loop)
  const shown = await served(metricsAddress, { '/metrics': metrics.text })
  await loop.start()
  isReady = true
  const lead = await leadership(start, cluster, loop)
  mayAct = lead.mayAct
  const stop = async (): Promise<void> => {
    isReady = false
    await loop.stop()
    await lead.stop()
    await Promise.all([health?.close(), shown?.close()])
  }
  return E.right({ stop, health, metrics: shown })
}
