import { isRedacted, reveal } from './redacted.js'
import { sha256Hex } from './sha256.js'

/** JSON in which equal values have equal text: keys sorted, absent members left out. Of a secret there is only a digest in it. */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  if (isRedacted(value)) return `sha256(${sha256Hex(reveal(value))})`
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`)
  return `{${members.join(',')}}`
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const membersIn = (record: Readonly<Record<string, unknown>>): number => {
  let members = 0
  for (const name in record) if (record[name] !== undefined) members++
  return members
}

/** Whether two values say the same: what `canonical` writes alike, found without writing it. */
export const equal = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => equal(item, b[i]))
  if (!isRecord(a) || !isRecord(b)) return false
  // A secret has no member that could be compared.
  if (isRedacted(a) || isRedacted(b)) return isRedacted(a) && isRedacted(b) && reveal(a) === reveal(b)
  for (const name in a) if (!equal(a[name], b[name])) return false
  return membersIn(a) === membersIn(b)
}

/** One order on every machine and in every language: by UTF-16 units, which for names of Kubernetes and AWS is the order of their bytes. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
