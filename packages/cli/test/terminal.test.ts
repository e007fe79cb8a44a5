import { describe, expect, test } from 'vitest'
import { commands } from '../src/commands/all.js'
import type { Io } from '../src/io.js'
import { person, place } from './support/cli.js'
import { documents, files, ingress, input, service, shop } from './support/shop.js'

const sequence = '\u001b['
const withWarning = documents(shop, ingress('bad', 'web', { className: 'nobody' }), service('bad', 'web'))
const there: Io['terminal'] = { stdin: true, stdout: true, stderr: true }

describe('what the terminal can show', () => {
  test.each([
    { name: 'a terminal with UTF-8 has both', io: person(), colours: true, unicode: true },
    { name: 'no terminal has neither', io: { env: { LANG: 'en_GB.UTF-8' } }, colours: false, unicode: false },
    {
      name: 'NO_COLOR takes the colours only',
      io: { terminal: there, env: { LANG: 'C.utf8', NO_COLOR: '1' } },
      colours: false,
      unicode: true
    },
    {
      name: 'an empty NO_COLOR says nothing',
      io: { terminal: there, env: { LANG: 'C.utf8', NO_COLOR: '' } },
      colours: true,
      unicode: true
    },
    {
      name: 'a dumb terminal has neither',
      io: { terminal: there, env: { LANG: 'C.utf8', TERM: 'dumb' } },
      colours: false,
      unicode: false
    },
    {
      name: 'a locale without UTF-8 has colours only',
      io: { terminal: there, env: { LANG: 'C' } },
      colours: true,
      unicode: false
    },
    { name: 'FORCE_COLOR colours a pipe', io: { env: { FORCE_COLOR: '1' } }, colours: true, unicode: false },
    { name: 'FORCE_COLOR=0 forces nothing', io: { env: { FORCE_COLOR: '0' } }, colours: false, unicode: false }
  ])('$name', async ({ io, colours, unicode }) => {
    const { cli } = place(files(withWarning))
    for (const command of ['model', 'plan']) {
      const { out, err } = await cli([command, ...input], io)
      expect(out.includes(sequence)).toBe(colours)
      expect(err.includes(sequence)).toBe(colours)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: it is about characters
      expect(/[^\x00-\x7f]/.test(out)).toBe(unicode)
    }
  })

  test('each stream is looked at for itself', async () => {
    const { cli } = place(files(withWarning))
    const { out, err } = await cli(['plan', ...input], {
      terminal: { stdin: true, stdout: false, stderr: true },
      env: { LANG: 'C.UTF-8' }
    })
    expect(out).not.toContain(sequence)
    expect(err).toContain(sequence)
  })

  test('JSON and documents have no colours on any terminal', async () => {
    const { cli } = place(files(withWarning))
    for (const words of [
      ['model', '--format', 'json'],
      ['model', '--format', 'document'],
      ['plan', '-o', 'json']
    ]) {
      const { out } = await cli([...words, ...input], { ...person(), env: { FORCE_COLOR: '1' } })
      expect(() => JSON.parse(out)).not.toThrow()
    }
  })
})

describe('help', () => {
  test.each(['alb-ingress', ...commands.map(({ name }) => name)])('of %s fits a page', async (name) => {
    const { cli } = place()
    const { status, out, err } = await cli([...(name === 'alb-ingress' ? [] : [name]), '--help'])
    expect({ status, err }).toEqual({ status: 0, err: '' })
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
    await expect(out).toMatchFileSnapshot(`golden/help-${name}.txt`)
  })

  test('help plan is plan --help', async () => {
    const { cli } = place()
    expect(await cli(['help', 'plan'])).toEqual(await cli(['plan', '--help']))
    expect(await cli(['help'])).toEqual(await cli(['--help']))
  })

  test('no command at all prints help on standard error, status 1', async () => {
    const { cli } = place()
    const said = await cli([])
    expect(said).toMatchObject({ status: 1, out: '' })
    expect(said.err).toContain('Usage: alb-ingress')
  })
})
