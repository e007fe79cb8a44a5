// The controller as a process of its own, as it runs in a cluster. Whoever starts it can wait for what it logs.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { freePorts } from './processes.mjs'

const pathOf = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url))
const node = pathOf('../node_modules/node/bin/node')
const services = ['EC2', 'Elastic Load Balancing v2', 'ACM', 'WAFV2', 'WAF Regional', 'Shield', 'STS']

/** The program as it is shipped, with the flags for Node that its first line has. `npm run bundle` makes it. */
const shipped = () => {
  const bin = readFileSync(pathOf('../packages/controller/bin/alb-ingress-controller.js'), 'utf8')
  const flags = /^#!.*? node (.*)/.exec(bin)?.[1]?.split(' ') ?? []
  return [...flags, pathOf('../packages/controller/bundle/main.js')]
}

/** @param {number} milliseconds */
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** The lines that a process says, kept; and who waits for one of them. */
const journal = () => {
  /** @type {Array<Line>} */
  const lines = []
  /** @type {Set<() => void>} */
  const waiting = new Set()
  return {
    lines,
    /** @param {Line} line */
    add: (line) => {
      lines.push(line)
      for (const look of [...waiting]) look()
    },
    /** Calls until it is told that this was enough. @param {() => boolean} look */
    follow: (look) => {
      const again = () => {
        if (look()) waiting.delete(again)
      }
      waiting.add(again)
      again()
    }
  }
}

/** @param {string} text */
const parsed = (text) => {
  try {
    return JSON.parse(text)
  } catch {
    return { msg: text }
  }
}

/** How much memory a process holds, in megabytes. @param {number} pid @param {'VmRSS' | 'VmHWM'} which */
const memoryOf = (pid, which) => {
  const kilobytes = new RegExp(`${which}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kilobytes) / 1024)
}

/** The sum of a metric over its labels. @param {string} text @param {string} name */
const metric = (text, name) =>
  text
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0)

/**
 * `aws`: where it finds AWS, and who it is there.
 *
 * @typedef {Readonly<Record<string, any>>} Line
 * @param {{ kubeconfig: string, aws: { endpoint: string, env: Readonly<Record<string, string>> },
 *   seed: { region: string, vpc: string, cluster: string }, flags?: ReadonlyArray<string> }} options
 */
export const startController = async ({ kubeconfig, aws, seed, flags = [] }) => {
  const [port = 0] = await freePorts(1)
  const words = [
    ...[`--kubeconfig=${kubeconfig}`, `--cluster-name=${seed.cluster}`],
    ...[`--aws-region=${seed.region}`, `--aws-vpc-id=${seed.vpc}`],
    `--aws-api-endpoints=${services.map((id) => `${id}=${aws.endpoint}`).join(',')}`,
    ...[`--metrics-bind-addr=127.0.0.1:${port}`, '--health-probe-bind-addr=0', '--log-level=debug', ...flags]
  ]
  const child = spawn(node, [...shipped(), ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...aws.env }
  })
  const { lines, add, follow } = journal()
  for (const input of [child.stdout, child.stderr])
    createInterface({ input }).on('line', (/** @type {string} */ text) => add(parsed(text)))
  let hasEnded = false
  const ended = new Promise((resolve) => {
    child.once('exit', () => {
      hasEnded = true
      add({ msg: 'the process has ended' })
      resolve(undefined)
    })
  })
  const end = () => child.kill('SIGKILL')
  process.once('exit', end)

  const metrics = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  const isResting = async () => {
    const text = await metrics()
    return metric(text, 'controller_runtime_active_workers') + metric(text, 'workqueue_depth') === 0
  }
  return {
    pid: child.pid ?? 0,
    /** All that was logged. */
    lines: () => lines,
    /**
     * The first line, after so many others, that is as asked for.
     *
     * @param {(line: Line) => boolean} isIt @param {number} [from] @returns {Promise<Line>}
     */
    until: (isIt, from = 0) =>
      new Promise((resolve, reject) => {
        let next = from
        follow(() => {
          for (; next < lines.length; next++) {
            const line = lines[next]
            if (line === undefined || !isIt(line)) continue
            resolve(line)
            return true
          }
          if (hasEnded) reject(new Error(`the controller has ended: ${JSON.stringify(lines.slice(-5))}`))
          return hasEnded
        })
      }),
    /** Resolves when it has nothing to do, and for a moment nothing came that would be work. */
    rest: async (moment = 400) => {
      for (let seen = -1; seen !== lines.length || !(await isResting()); ) {
        if (hasEnded) throw new Error(`the controller has ended: ${JSON.stringify(lines.slice(-5))}`)
        seen = lines.length
        await pause(moment)
      }
    },
    metrics,
    memory: (/** @type {'VmRSS' | 'VmHWM'} */ which = 'VmRSS') => memoryOf(child.pid ?? 0, which),
    /** Asks it to end, as Kubernetes does. */
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      process.off('exit', end)
    },
    /** Ends it in the middle of whatever it does. */
    kill: async () => {
      child.kill('SIGKILL')
      await ended
      process.off('exit', end)
    }
  }
}

/** @typedef {Awaited<ReturnType<typeof startController>>} TestController */
