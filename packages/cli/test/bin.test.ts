import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { place } from './support/cli.js'
import { files } from './support/shop.js'

// Starting a process takes seconds where many of them run.
vi.setConfig({ testTimeout: 60_000 })

// The program as it is built: `npm test` builds before it tests.
const built = (name: string): string => fileURLToPath(new URL(`../dist/${name}.js`, import.meta.url))

const start = (name: string, words: ReadonlyArray<string>, input = '') =>
  spawnSync(process.execPath, [built(name), ...words], { encoding: 'utf8', input, env: { PATH: '' } })

test('the program plans with status 2, applies, and then has nothing to do', () => {
  const { path } = place(files())
  const input = ['--manifests', path('manifests.yaml'), '--account', path('account.json')]
  expect(start('main', ['plan', ...input])).toMatchObject({ status: 2, stderr: '' })
  expect(start('main', ['apply', ...input])).toMatchObject({ status: 1, stdout: '' })
  expect(start('main', ['apply', '--yes', ...input])).toMatchObject({ status: 0, stderr: '' })
  expect(start('main', ['plan', ...input])).toMatchObject({ status: 0, stdout: 'Nothing to do.\n' })
})

test('manifests come through a pipe', () => {
  const { path, read } = place(files())
  const words = ['model', '--manifests', '-', '--account', path('account.json'), '--format', 'document']
  const { status, stdout } = start('main', words, read('manifests.yaml'))
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toHaveProperty(['groups', 'shop/web', 'stack'])
})

test.skipIf(!existsSync('/dev/full'))('a full disk is told in a sentence (needs /dev/full)', () => {
  const full = openSync('/dev/full', 'w')
  const { status, stderr } = spawnSync(process.execPath, [built('main'), 'reference'], {
    encoding: 'utf8',
    stdio: ['ignore', full, 'pipe']
  })
  closeSync(full)
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: 'alb-ingress: Standard output cannot be written (its disk is full), so what was printed is not whole.\n'
  })
})

test('the version is that of the package', () => {
  expect(start('main', ['--version'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
})

test('the demo goes through, says that nothing is left to do, and shows no escape sequence', () => {
  const { status, stdout, stderr } = start('demo', [])
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  for (const part of ['members: shop/web, blog/blog', 'Plan: ', 'Done: ', '.elb.amazonaws.com', 'nothing to do']) {
    expect(stdout).toContain(part)
  }
  expect(stdout.match(/alb-ingress route GET/g)).toHaveLength(3)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is about characters
  expect(stdout).toMatch(/^[\x0a\x20-\x7e]*$/)
})
