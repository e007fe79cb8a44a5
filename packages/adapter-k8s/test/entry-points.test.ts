import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const src = fileURLToPath(new URL('../src/', import.meta.url))
const importsIn = (folder: string): ReadonlyArray<string> =>
  globSync(`${folder}/**/*.ts`, { cwd: src }).flatMap((file) =>
    [...readFileSync(join(src, file), 'utf8').matchAll(/^\s*(?:import|export)\b[^'"]*?from '([^']+)'/gm)].map(
      ([, from = '']) => from
    )
  )

test('who reads files loads nothing of a cluster', () => {
  const imports = importsIn('manifests')
  expect(imports.length).toBeGreaterThan(20)
  expect(imports.filter((from) => /\/(live|api|perform)\/|client-node/.test(from))).toEqual([])
})

test('who watches a cluster loads its client only when a kubeconfig needs it', () => {
  const imports = ['live', 'api', 'perform'].flatMap(importsIn)
  expect(imports.length).toBeGreaterThan(50)
  expect(imports.filter((from) => from.includes('client-node'))).toEqual([])
})
