// Runs examples/test-your-manifests as a user would: packs the packages, installs the tarballs in a copy of it, and runs its tests.
//
//   npm run example           after `npm run build`; what else it needs comes from the registry, or from npm's cache without a network
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const example = join(root, 'examples/test-your-manifests')

const run = (command, words, options = {}) => {
  const { status, stdout } = spawnSync(command, words, {
    encoding: 'utf8',
    stdio: ['ignore', options.quiet ? 'pipe' : 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    ...options
  })
  if (status !== 0) throw new Error(`${command} ${words.join(' ')} ended with status ${status}`)
  return stdout
}

const json = (file) => JSON.parse(readFileSync(file, 'utf8'))

const published = readdirSync(join(root, 'packages'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => join(root, 'packages', name))
  .filter((folder) => json(join(folder, 'package.json')).private !== true)

const targetsIn = (exported) =>
  typeof exported === 'string' ? [exported] : Object.values(exported ?? {}).flatMap(targetsIn)

// What package.json promises must be in the tarball, also for those who set the condition that the workspace uses for its sources.
const isWhole = (folder, files) => {
  const { exports, bin, types } = json(join(folder, 'package.json'))
  const packed = new Set(files.map(({ path }) => path))
  const promised = [exports, bin, types].flatMap(targetsIn).map((path) => path.replace(/^\.\//, ''))
  const missing = promised.filter((path) => !packed.has(path))
  if (missing.length > 0)
    throw new Error(`${basename(folder)} does not pack ${missing.join(', ')}, which its package.json names.`)
  const unwanted = [...packed].filter((path) => /\.tsbuildinfo|(^|\/)test\//.test(path))
  if (unwanted.length > 0) throw new Error(`${basename(folder)} packs ${unwanted.join(', ')}, which nobody needs.`)
}

/** The tarball of a package, in a folder. */
const pack = (folder, into) => {
  const [{ filename, files }] = JSON.parse(
    run('npm', ['pack', '--json', '--pack-destination', into], { cwd: folder, quiet: true })
  )
  isWhole(folder, files)
  return join(into, filename)
}

const place = mkdtempSync(join(tmpdir(), 'alb-ingress-example-'))
try {
  const tarballs = join(place, 'tarballs')
  mkdirSync(tarballs)
  const packed = published.map((folder) => pack(folder, tarballs))
  const project = join(place, 'project')
  cpSync(example, project, { recursive: true, filter: (path) => basename(path) !== 'node_modules' })
  run(
    'npm',
    [
      'install',
      '--no-save',
      '--no-audit',
      '--no-fund',
      '--no-package-lock',
      '--prefer-offline',
      '--loglevel=error',
      ...packed
    ],
    { cwd: project }
  )
  run('npm', ['test'], { cwd: project })
  run(process.execPath, ['plain.ts'], { cwd: project })
} finally {
  rmSync(place, { recursive: true })
}
