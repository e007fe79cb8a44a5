// An AWS server of one's own: empty, on loopback, behind a proxy that counts.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { python } from './cache.mjs'
import { region, seedNetwork } from './network.mjs'
import { firstLine, start, workFolder } from './processes.mjs'
import { startProxy } from './proxy.mjs'

// By the ids of the SDK.
const services = ['EC2', 'Elastic Load Balancing v2', 'ACM', 'WAFV2', 'WAF Regional', 'Shield', 'STS']

/** Settings that lead every service to one address. @param {string} url */
export const endpointsAt = (url) => Object.fromEntries(services.map((service) => [service, url]))

const server = fileURLToPath(new URL('aws/server.py', import.meta.url))

/**
 * `env` is for the server (see aws/server.py). `cluster` names the network that is made at once; without one the account stays as empty
 * as a replay wants it.
 *
 * @typedef {Partial<import('./proxy.mjs').Weather> & { env?: Readonly<Record<string, string>>, cluster?: string }} AwsOptions
 * @param {AwsOptions} [options]
 */
export const startAws = async ({ latencyMs = 0, failRate = 0, env = {}, cluster } = {}) => {
  const work = workFolder()
  const log = join(work.path, 'aws.log')
  const running = start(python(), [server], {
    log,
    env: { ...env, PYTHONWARNINGS: 'ignore', PYTHONDONTWRITEBYTECODE: '1' }
  })
  const port = await firstLine(running)
  const url = `http://127.0.0.1:${port}`
  const proxy = await startProxy(Number(port), { latencyMs, failRate })
  let seed = cluster === undefined ? undefined : await seedNetwork(url, cluster)
  return {
    ...proxy,
    /** The server itself, for those whose calls shall not count. */
    url,
    /** What a program needs in its environment to talk to the server through the proxy. */
    env: {
      ...{ AWS_ENDPOINT_URL: proxy.endpoint, AWS_REGION: region, AWS_DEFAULT_REGION: region },
      ...{ AWS_ACCESS_KEY_ID: 'testbed', AWS_SECRET_ACCESS_KEY: 'testbed', AWS_EC2_METADATA_DISABLED: 'true' }
    },
    /** The network of the account. */
    get seed() {
      if (seed === undefined) throw new Error('this account has no network yet')
      return seed
    },
    /** Forgets everything in the account, and makes the network of a cluster in it. @param {string} [name] */
    newAccount: async (name = 't1') => {
      await fetch(`${url}/moto-api/reset`, { method: 'POST' })
      seed = await seedNetwork(url, name)
      proxy.reset()
      return seed
    },
    lastWords: running.lastWords,
    stop: async () => {
      await proxy.stop()
      await running.stop()
      work.remove()
    }
  }
}

/** @typedef {Awaited<ReturnType<typeof startAws>>} TestAws */
