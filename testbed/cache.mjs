// What takes long to make is kept between runs, under a hash of what it is made from: the Python environment, the API server's binary.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const cache = process.env.TESTBED_CACHE ?? join(homedir(), '.cache', 'alb-ingress-testbed')

/** @param {string} command @param {ReadonlyArray<string>} words @param {import('node:child_process').SpawnSyncOptions} [options] */
const run = (command, words, options = {}) => {
  const { status, error } = spawnSync(command, words, { stdio: ['ignore', 'ignore', 'inherit'], ...options })
  if (status !== 0) throw error ?? new Error(`${command} ${words.join(' ')} ended with status ${status}`)
}

/** @param {string} command @param {ReadonlyArray<string>} words @param {string} cwd */
const told = (command, words, cwd) => {
  const { status, stdout, error } = spawnSync(command, words, { cwd, encoding: 'utf8' })
  if (status !== 0) throw error ?? new Error(`${command} ${words.join(' ')} ended with status ${status}`)
  return stdout.trim()
}

/** @param {ReadonlyArray<string>} files */
const hashOf = (files) => {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(join(here, file)))
  return hash.digest('hex').slice(0, 12)
}

/**
 * Two who make the same thing at once do not meet: each makes its own, and the first to finish moves it into place.
 *
 * @param {string} name @param {(path: string) => void} make
 */
const kept = (name, make) => {
  const path = join(cache, name)
  if (existsSync(path)) return path
  mkdirSync(cache, { recursive: true })
  const draft = `${path}.${process.pid}`
  try {
    make(draft)
    renameSync(draft, path)
  } catch (error) {
    if (!existsSync(path)) throw error
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return path
}

/** The interpreter of an environment that holds what the AWS server needs: half a minute the first time. */
export const python = () => {
  const requirements = 'aws/requirements.txt'
  const environment = kept(`python-${hashOf([requirements])}`, (path) => {
    run('python3', ['-m', 'venv', path])
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', join(here, requirements)]
    run(join(path, 'bin', 'python'), pip)
  })
  return join(environment, 'bin', 'python')
}

/** kube-apiserver and etcd as one binary: some minutes of two cores the first time. `TESTBED_KUBEAPI` names one that is there already. */
export const kubeapi = () => {
  const given = process.env.TESTBED_KUBEAPI
  if (given !== undefined && statSync(given).isFile()) return given
  return kept(`kubeapi-${hashOf(['kubernetes/main.go', 'kubernetes/go.mod', 'kubernetes/go.sum'])}`, (path) => {
    const folder = join(here, 'kubernetes')
    const version = told('go', ['list', '-m', '-f', '{{.Version}}', 'k8s.io/kubernetes'], folder)
    // Without these the server calls itself v0.0.0-master, which clients cannot parse.
    const [major, minor] = version.slice(1).split('.')
    const of = 'k8s.io/component-base/version'
    const flags = `-s -w -X ${of}.gitVersion=${version} -X ${of}.gitMajor=${major} -X ${of}.gitMinor=${minor}`
    const build = ['build', '-mod=readonly', `-ldflags=${flags} -X ${of}.gitTreeState=clean`, '-o', path, '.']
    run('nice', ['go', ...build], { cwd: folder })
  })
}
