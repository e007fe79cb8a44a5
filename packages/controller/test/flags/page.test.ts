import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { flagsPage, helpText } from '../../src/flags/page.js'

test('the page of the flags is made from their declarations', async () => {
  await expect(flagsPage()).toMatchFileSnapshot(
    fileURLToPath(new URL('../../../../docs/controller-flags.md', import.meta.url))
  )
})

test('help is made from them too, and fits into 100 columns', async () => {
  await expect(helpText()).toMatchFileSnapshot('../golden/help.txt')
  expect(
    helpText()
      .split('\n')
      .filter((line) => line.length > 100 && !line.includes('Gate'))
  ).toEqual([])
})
