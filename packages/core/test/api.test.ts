import { expect, test } from 'vitest'
import * as core from '../src/index.js'
import * as testing from '../testing/index.js'

// What other packages and other people's tools call: a change of these lists is a change for them, and is reviewed as one.

test.each([
  { entry: 'core', exported: core },
  { entry: 'core-testing', exported: testing }
])('the functions and values of $entry are those that were reviewed', async ({ entry, exported }) => {
  const names = Object.keys(exported).sort()
  await expect(`${names.join('\n')}\n`).toMatchFileSnapshot(`golden/api-${entry}.txt`)
})
