import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { testFileSchema } from '../src/test-file/schema.js'

// Fails when the declaration and the committed schema differ; `npm run golden` writes it anew.
test('docs/test-file.schema.json says what a test file may hold', async () => {
  const committed = fileURLToPath(new URL('../../../docs/test-file.schema.json', import.meta.url))
  await expect(`${JSON.stringify(testFileSchema, undefined, 2)}\n`).toMatchFileSnapshot(committed)
})
