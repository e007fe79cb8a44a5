// A Kubernetes API server of one's own: the real one, with etcd, on loopback.

import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { kubeapi } from './cache.mjs'
import { freePorts, start, workFolder } from './processes.mjs'

/** @param {string} path @param {string} name @param {number} port @param {string} token */
const kubeconfig = (path, name, port, token) => {
  const file = join(path, name)
  const authority = join(path, 'certs', 'apiserver.crt')
  const cluster = { server: `https://127.0.0.1:${port}`, 'certificate-authority': authority }
  const config = {
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'testbed' },
    clusters: [{ name: 'testbed', cluster }],
    users: [{ name: 'testbed', user: { token } }],
    contexts: [{ name: 'testbed', context: { cluster: 'testbed', user: 'testbed' } }]
  }
  // JSON is YAML.
  writeFileSync(file, JSON.stringify(config, undefined, 1), { mode: 0o600 })
  return file
}

// Nothing precious is stored here, so etcd need not wait for the disk.
/** @param {string} path @param {number} port @param {number} peerPort */
const etcdWords = (path, port, peerPort) => {
  const client = `http://127.0.0.1:${port}`
  const peer = `http://127.0.0.1:${peerPort}`
  return [
    ...['etcd', '--name', 'testbed', '--data-dir', join(path, 'etcd'), '--unsafe-no-fsync', '--log-level', 'error'],
    ...['--listen-client-urls', client, '--advertise-client-urls', client],
    ...['--listen-peer-urls', peer, '--initial-advertise-peer-urls', peer, '--initial-cluster', `testbed=${peer}`]
  ]
}

// A loopback address cannot be advertised as the endpoint of the Service `kubernetes`, and nobody makes service accounts here, without
// which every Pod would be refused.
/** @param {string} path @param {number} port @param {number} etcdPort @param {ReadonlyArray<string>} more */
const apiServerWords = (path, port, etcdPort, more) => {
  const key = join(path, 'service-account.key')
  return [
    ...[`--etcd-servers=http://127.0.0.1:${etcdPort}`, '--bind-address=127.0.0.1', `--secure-port=${port}`],
    ...[`--cert-dir=${join(path, 'certs')}`, '--endpoint-reconciler-type=none'],
    ...['--service-cluster-ip-range=10.96.0.0/16', '--service-account-issuer=https://kubernetes.default.svc'],
    ...[`--service-account-key-file=${key}`, `--service-account-signing-key-file=${key}`],
    ...[`--token-auth-file=${join(path, 'tokens.csv')}`, '--authorization-mode=RBAC'],
    ...['--disable-admission-plugins=ServiceAccount', '--allow-privileged=true'],
    ...['--storage-media-type=application/vnd.kubernetes.protobuf', ...more]
  ]
}

/** @param {number} port @param {string} token @returns {Promise<boolean>} */
const isReady = (port, token) =>
  new Promise((resolve) => {
    const headers = { authorization: `Bearer ${token}` }
    const options = { host: '127.0.0.1', port, path: '/readyz', headers, rejectUnauthorized: false }
    request(options, (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    })
      .on('error', () => resolve(false))
      .end()
  })

/**
 * `flags` are more flags of kube-apiserver.
 *
 * @param {{ flags?: ReadonlyArray<string> }} [options]
 */
export const startKubernetes = async ({ flags = [] } = {}) => {
  const binary = kubeapi()
  const work = workFolder()
  const [port = 0, etcdPort = 0, peerPort = 0] = await freePorts(3)
  const [admin, user] = [randomBytes(16), randomBytes(16)].map((bytes) => bytes.toString('hex'))
  writeFileSync(
    join(work.path, 'tokens.csv'),
    `${admin},admin,admin,"system:masters"\n${user},controller,controller,"controllers"\n`,
    { mode: 0o600 }
  )
  const key = ['ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', join(work.path, 'service-account.key')]
  if (spawnSync('openssl', key).status !== 0) throw new Error('openssl makes no key')

  /** @param {string} name @param {ReadonlyArray<string>} words */
  const run = (name, words) =>
    start(binary, words, { log: join(work.path, `${name}.log`), env: { TESTBED_PARENT: 'stdin' } })
  const etcd = run('etcd', etcdWords(work.path, etcdPort, peerPort))
  const startApiServer = async () => {
    const running = run('apiserver', apiServerWords(work.path, port, etcdPort, flags))
    running.output.resume()
    while (!(await isReady(port, admin ?? ''))) {
      for (const each of [etcd, running])
        if (each.hasEnded()) throw new Error(`ended before it was ready: ${each.lastWords()}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    return running
  }
  etcd.output.resume()
  let apiServer = await startApiServer()

  return {
    /** A file that makes its reader `system:masters`. */
    kubeconfig: kubeconfig(work.path, 'kubeconfig', port, admin ?? ''),
    /** A file that makes its reader the user `controller` of the group `controllers`, who has no rights until a test grants some. */
    userKubeconfig: kubeconfig(work.path, 'kubeconfig-user', port, user ?? ''),
    /** The API server is gone while `meanwhile` runs, and then comes back with all it knew. @param {() => Promise<void>} [meanwhile] */
    outage: async (meanwhile = async () => undefined) => {
      await apiServer.stop()
      try {
        await meanwhile()
      } finally {
        apiServer = await startApiServer()
      }
    },
    /** What the API server logged. */
    log: () => readFileSync(join(work.path, 'apiserver.log'), 'utf8'),
    stop: async () => {
      await apiServer.stop()
      await etcd.stop()
      work.remove()
    }
  }
}

/** @typedef {Awaited<ReturnType<typeof startKubernetes>>} TestKubernetes */
