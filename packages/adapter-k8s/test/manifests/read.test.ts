import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { E, TE } from '@alb-ingress/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nodeFiles, readManifests } from '../../src/manifests/index.js'

const object = (name: string): string => `{apiVersion: v1, kind: Service, metadata: {name: ${name}}}\n`

let folder = ''
const at = (path: string): string => join(folder, path)

const files: Readonly<Record<string, string | Uint8Array>> = {
  'b.yaml': object('b'),
  'a.yml': object('a'),
  'with[1].yaml': object('brackets'),
  'shop/z.yaml': object('z'),
  'shop/x.yml': object('x'),
  'shop/Z.json': '{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "json"}}',
  'shop/notes.txt': 'not a manifest',
  'shop/inner/deep/c.yaml': object('c'),
  'shop/node_modules/d.yaml': object('d'),
  'shop/.hidden/e.yaml': object('e'),
  'other/utf16.yaml': new Uint8Array([0xff, 0xfe, ...Buffer.from(object('wide'), 'utf16le')]),
  'other/photo.yaml': new Uint8Array([0xff, 0xd8, 0xff, 0xe0]),
  'empty/readme.md': 'nothing'
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'manifests-'))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(at(path), content)
  }
  symlinkSync(at('shop'), at('shop/inner/loop'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const names = async (...paths: ReadonlyArray<string>): Promise<unknown> => {
  const read = await readManifests(
    paths.map((path) => (path === '-' ? path : at(path))),
    {
      ...nodeFiles,
      standardInput: TE.right(Buffer.from(object('piped')))
    }
  )()
  if (E.isLeft(read)) return read.left.map(({ kind, message }) => `${kind}: ${message.replaceAll(`${folder}/`, '')}`)
  expect(read.right.diagnostics).toEqual([])
  return read.right.documents.map(({ object }) => (object as { metadata: { name: string } }).metadata.name)
}

describe('what a path means', () => {
  test.each([
    { name: 'a file', given: ['b.yaml'], expected: ['b'] },
    { name: 'files in the order given', given: ['b.yaml', 'a.yml'], expected: ['b', 'a'] },
    {
      name: 'a folder: all below it, once, without hidden files and installed packages',
      given: ['shop'],
      expected: ['json', 'c', 'x', 'z']
    },
    { name: 'a glob, sorted', given: ['*.y*ml'], expected: ['a', 'b', 'brackets'] },
    { name: 'a glob with a deep star', given: ['shop/inner/d*/**/*.yaml'], expected: ['c'] },
    { name: 'a file whose name looks like a glob', given: ['with[1].yaml'], expected: ['brackets'] },
    { name: 'a hyphen: standard input, once', given: ['-', 'b.yaml', '-'], expected: ['piped', 'b'] },
    {
      name: 'a file reached in two ways counts once',
      given: ['b.yaml', 'shop/../b.yaml', 'b*.yaml'],
      expected: ['b']
    },
    { name: 'text in UTF-16', given: ['other/utf16.yaml'], expected: ['wide'] },
    { name: 'nothing', given: [], expected: [] }
  ])('$name', async ({ given, expected }) => {
    expect(await names(...given)).toEqual(expected)
  })
})

test('all paths that cannot be read are told together, and nothing is read', async () => {
  expect(await names('b.yaml', 'gone.yaml', 'gone/*.yaml', 'empty', 'a.yml')).toEqual([
    'missing: gone.yaml is not there.',
    'missing: gone/*.yaml matches no file.',
    'missing: empty holds no file that ends in .yaml, .yml or .json.'
  ])
  expect(await names('other')).toEqual(['unavailable: other/photo.yaml is not text in UTF-8; save it as UTF-8.'])
})

test('positions name the file as it was given, and standard input in words', async () => {
  const read = await readManifests([at('b.yaml'), '-'], {
    ...nodeFiles,
    standardInput: TE.right(Buffer.from(object('x')))
  })()
  const found = E.isRight(read) ? read.right.documents.map(({ positionOf }) => positionOf([]).file) : []
  expect(found).toEqual([at('b.yaml'), 'standard input'])
})
