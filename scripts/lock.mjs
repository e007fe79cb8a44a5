// Completes package-lock.json for platforms other than this one.
//
//   npm run lock        after `npm install`
//
// npm leaves an optional package out of the lock file when the registry at hand did not serve it, and `npm ci` of npm 11 then
// refuses the file. Who wants the package pins its version, and its name says the platform; only its hash stays unknown.
import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8'))

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']

const platformOf = (name) => {
  const words = name.replace('windows', 'win32').replace(/-64$/, '-x64').split(/[-/]/)
  const os = systems.find((system) => words.includes(system))
  const cpu = processors.find((processor) => words.includes(processor))
  if (os === undefined && cpu === undefined) return undefined
  return { ...(cpu && { cpu: [cpu] }), ...(os && { os: [os] }) }
}

const added = []
for (const [path, parent] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const isLocked = `${path}/node_modules/${name}` in lock.packages || `node_modules/${name}` in lock.packages
    const platform = platformOf(name)
    if (isLocked || platform === undefined || !/^\d+\.\d+\.\d+/.test(version)) continue
    const { cpu, ...rest } = platform
    lock.packages[`node_modules/${name}`] = {
      version,
      ...(cpu && { cpu }),
      ...(parent.dev && { dev: true }),
      ...(parent.license && { license: parent.license }),
      optional: true,
      ...rest
    }
    added.push(`${name}@${version}`)
  }
}

const byPath = ([a], [b]) => a.localeCompare(b, 'en')
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(byPath))
if (added.length > 0) writeFileSync(file, `${JSON.stringify(lock, undefined, 2)}\n`)
console.log(added.length === 0 ? 'The lock file is complete.' : `Added to the lock file:\n  ${added.join('\n  ')}`)
