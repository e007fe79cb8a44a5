import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

// Clients of the SDK take up to 60 MB and a third of a second each, so nothing loads one before a call needs it.

const source = fileURLToPath(new URL('../../src', import.meta.url))

// A statement that loads something: `import type` is gone once it is compiled, and `import()` waits.
const loading = /^(?:import|export)\s+(?!type\b)[^'"()]*?from\s+'([^']+)'/gm

const loadedBy = (file: string, seen: Set<string> = new Set()): ReadonlySet<string> => {
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(loading)) {
    const next = name.startsWith('.') ? join(dirname(file), name.replace(/\.js$/, '.ts')) : name
    if (seen.has(next)) continue
    seen.add(next)
    if (name.startsWith('.')) loadedBy(next, seen)
  }
  return seen
}

const clients = (file: string): ReadonlyArray<string> =>
  [...loadedBy(join(source, file))].filter((name) => name.startsWith('@aws-sdk/client-'))

test('the adapter loads no client before it connects, reads or performs', () => {
  expect(clients('index.ts')).toEqual([])
})

test('what performs calls loads no client by itself', () => {
  expect(clients('perform/perform.ts')).toEqual([])
})

test.each([
  { file: 'listener-rules', client: 'elastic-load-balancing-v2' },
  { file: 'security-groups', client: 'ec2' },
  { file: 'certificates', client: 'acm' },
  { file: 'web-acls', client: 'wafv2' },
  { file: 'classic-web-acls', client: 'waf-regional' },
  { file: 'protections', client: 'shield' }
])('what performs calls on $file loads its own client alone', ({ file, client }) => {
  expect(clients(`perform/${file}.ts`)).toEqual([`@aws-sdk/client-${client}`])
})
