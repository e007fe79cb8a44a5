import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { tellStory } from './support/story.js'

// Each folder of examples is documentation, demonstration and test. `npm run golden` writes `expected/` anew.

const examples = fileURLToPath(new URL('../../../examples', import.meta.url))
const stories = readdirSync(examples, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(examples, entry.name, 'manifests.yaml')))
  .map(({ name }) => name)

const withoutExtension = (file: string): string => file.replace(/\.\w+$/, '')

describe.each(stories)('the story of %s', (story) => {
  const folder = join(examples, story)

  test('goes as it is told', async () => {
    const { texts } = await tellStory(folder)
    for (const [file, text] of Object.entries(texts))
      await expect(text, withoutExtension(file)).toMatchFileSnapshot(join(folder, 'expected', file))
  })

  test('ends with nothing left to do', async () => {
    expect((await tellStory(folder)).isSettled).toBe(true)
  })

  test('keeps no text of a time when it had another end', async () => {
    const { texts } = await tellStory(folder)
    const expected = join(folder, 'expected')
    const kept = existsSync(expected) ? readdirSync(expected) : []
    expect(kept.filter((file) => texts[file] === undefined)).toEqual([])
  })

  test('says in a README what happens and why', () => {
    expect(existsSync(join(folder, 'README.md'))).toBe(true)
  })
})
