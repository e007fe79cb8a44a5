// Makes `npm start` and `npm test` work in a fresh clone: installs what the lock file names, when it is not there.
// Runs on whatever Node the machine has, before there is anything else; hence plain JavaScript, no dependencies.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const root = new URL('../', import.meta.url)

const packagesIn = (file) => {
  const path = new URL(file, root)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined
}

// npm keeps a second lock file of what it really installed. Comparing versions, not times, spares an install after each checkout.
const isInstalled = () => {
  const installed = packagesIn('node_modules/.package-lock.json')
  if (installed === undefined) return false
  return Object.entries(packagesIn('package-lock.json')).every(([path, wanted]) => {
    if (!path.startsWith('node_modules/') || wanted.optional || wanted.peer) return true
    return installed[path]?.version === wanted.version && installed[path]?.integrity === wanted.integrity
  })
}

if (!isInstalled()) {
  console.log('Installing dependencies (npm ci) …')
  // `error`: npm would warn that the machine's own Node is old, but the scripts run on the Node installed here.
  const { status } = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32'
  })
  process.exitCode = status ?? 1
}
