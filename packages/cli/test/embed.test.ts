import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'

vi.setConfig({ testTimeout: 60_000 })

// The example uses the packages as they are built, like anybody else's tool: `npm test` builds before it tests.
const example = (name: string): string => fileURLToPath(new URL(`../../../examples/embed/${name}`, import.meta.url))

test('the example of an embedding tool plans what it says', async () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [example('index.mjs')], { encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  await expect(stdout).toMatchFileSnapshot(example('expected/plan.txt'))
})
