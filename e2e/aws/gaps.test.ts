import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { notKept } from './modifications.js'

const root = new URL('../../', import.meta.url)
const page = readFileSync(new URL('testbed/gaps.md', root), 'utf8')
const mentioned = [...page.matchAll(/`([^`]+)`/g)].flatMap(([, text = '']) => text)

describe('the page of gaps', () => {
  test.each(mentioned.filter((text) => text.startsWith('packages/')))('%s is there', (path) => {
    expect(existsSync(new URL(path, root))).toBe(true)
  })

  test('names every field whose changes are not tested on the server', () => {
    expect(notKept.filter((field) => !mentioned.includes(field))).toEqual([])
  })
})
