import { existsSync, globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { place } from './support/cli.js'
import { account } from './support/shop.js'

// Real manifests, as found; they are kept beside the checkout, and are nobody's here.
const corpus = fileURLToPath(new URL('../../../../shared/corpus/', import.meta.url))
const files = existsSync(corpus) ? globSync('**/*.yaml', { cwd: corpus }).sort() : []

// `error[code] file:line:column  object: message`, and what to do on the line below.
const finding = /^(error|warning|hint)\[[a-z-]+\/[a-z-]+\]/

describe.skipIf(files.length === 0)('real manifests (skipped where they are not beside the checkout)', () => {
  test.each(files)('%s is modelled, or it is said why not', async (file) => {
    const { cli } = place({ 'account.json': account() })
    const { status, out, err } = await cli(['model', '--manifests', `${corpus}${file}`, '--account', 'account.json'])
    expect([0, 1]).toContain(status)
    expect(out).not.toBe('')
    expect(status === 1).toBe(/^error\[/m.test(err))
    const lines = err.split('\n').filter((line) => line !== '' && !line.startsWith(' '))
    const unexplained = lines.filter(
      (line) => !finding.test(line) && !/^(\d+ |One |No |With --assume-missing)/.test(line)
    )
    expect(unexplained).toEqual([])
    // Whatever is refused is refused at a place: file, line and column.
    for (const line of lines.filter((each) => each.startsWith('error['))) expect(line).toMatch(/:\d+:\d+/)
  })
})
