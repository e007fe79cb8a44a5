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

/** Where a package that this one wants may be, the nearest place first, as Node looks for it. */
const placesFor = (path, name) => {
  const folders = path.split('/node_modules/')
  const above = folders.map((_, i) => folders.slice(0, folders.length - i).join('/node_modules/'))
  return [...above.map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`]
}

const added = []
for (const [path, parent] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const places = placesFor(path, name)
    const found = places.find((place) => place in lock.packages)
    // Two packages may want the same name in different versions; the second then stands beside who wants it.
    const isLocked = found !== undefined && (lock.packages[found].version === version || found !== places.at(-1))
    const beside = places.length > 2 ? places[1] : places[0]
    const place = found === undefined ? places.at(-1) : beside
    const platform = platformOf(name)
    if (isLocked || platform === undefined || !/^\d+\.\d+\.\d+/.test(version)) continue
    const { cpu, ...rest } = platform
    lock.packages[place] = {
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
