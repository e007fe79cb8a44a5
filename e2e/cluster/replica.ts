import { E } from '@alb-ingress/core'
import { readSettings } from '../../packages/controller/src/flags/settings.js'
import { connectToAws } from '../../packages/controller/src/start/aws.js'
import { runController } from '../../packages/controller/src/start/controller.js'
import { connectToCluster } from '../../packages/controller/src/start/live.js'
import { loggerTo } from '../../packages/controller/src/telemetry/log.js'
import { nodeTimers } from '../../packages/controller/src/time.js'
import type { TestAws } from '../../testbed/aws.mjs'
import { region } from '../../testbed/network.mjs'

/** A replica of the controller in this process, on the servers of the testbed. */
export interface Replica {
  /** Waits until what was logged since the last call matches, and gives it. */
  readonly logged: (pattern: RegExp) => Promise<string>
  readonly stop: () => Promise<void>
}

export const startReplica = async (
  server: TestAws,
  kubeconfig: string,
  ...flags: ReadonlyArray<string>
): Promise<Replica> => {
  let text = ''
  let wake = (): void => undefined
  const log = loggerTo('debug', {
    write: (line) => {
      text += line
      wake()
    }
  })
  const services = ['EC2', 'Elastic Load Balancing v2', 'ACM', 'WAFV2', 'WAF Regional', 'Shield', 'STS']
  const settings = readSettings({
    argv: [
      ...[
        `--kubeconfig=${kubeconfig}`,
        `--aws-region=${region}`,
        `--aws-vpc-id=${server.seed.vpc}`,
        '--cluster-name=t1'
      ],
      `--aws-api-endpoints=${services.map((id) => `${id}=${server.endpoint}`).join(',')}`,
      ...['--metrics-bind-addr=0', '--health-probe-bind-addr=0', ...flags]
    ],
    environment: {},
    readFile: E.left
  })
  if (E.isLeft(settings)) throw new Error(settings.left.join(' '))
  const connections = { aws: connectToAws('test'), cluster: connectToCluster(log) }
  const running = await runController({ settings: settings.right, connections, timers: nodeTimers, log })
  if (E.isLeft(running)) throw new Error(running.left.message)
  return {
    logged: async (pattern) => {
      while (!pattern.test(text)) await new Promise<void>((resolve) => (wake = resolve))
      const found = text
      text = ''
      return found
    },
    stop: running.right.stop
  }
}
