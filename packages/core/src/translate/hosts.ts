import type { Ingress } from '../kubernetes/ingress.js'
import { byText } from '../support/canonical.js'

type Path = ReadonlyArray<string | number>

/** Hosts that an Ingress wants to be reached at with TLS, sorted, each once, with the path of the first field that names it. */
export const hostsOf = ({ rules, tls }: Ingress): ReadonlyArray<readonly [host: string, path: Path]> => {
  const hosts = new Map<string, Path>()
  const add = (host: string, path: Path): void => {
    if (host !== '' && !hosts.has(host)) hosts.set(host, path)
  }
  rules.forEach(({ host }, i) => {
    add(host, ['spec', 'rules', i, 'host'])
  })
  tls.forEach((entry, i) => {
    entry.hosts.forEach((host, j) => {
      add(host, ['spec', 'tls', i, 'hosts', j])
    })
  })
  return [...hosts].sort(([a], [b]) => byText(a, b))
}
