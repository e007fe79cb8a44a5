import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { accountIn } from '../../src/folder/folder-account.js'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alb-ingress-'))
})
afterEach(() => rm(folder, { recursive: true }))

const said = async (account?: string): Promise<string> => {
  if (account !== undefined) await writeFile(join(folder, 'account.json'), account)
  return accountIn(folder).then(
    () => 'nothing',
    (error: Error) => error.message.replaceAll(`${folder}/`, '')
  )
}

describe('a folder that cannot be played is refused in a sentence', () => {
  test.each([
    {
      name: 'without an account',
      account: undefined,
      says: /^account\.json cannot be read\. Name a folder with account/
    },
    {
      name: 'with an account that is no JSON',
      account: '{"secret": hunter2',
      says: /^account\.json is not valid JSON\.$/
    },
    { name: 'without manifests', account: '{}', says: /^manifests is no folder\. Name a folder with account\.json/ }
  ])('$name', async ({ account, says }) => {
    expect(await said(account)).toMatch(says)
  })

  test('with a setting that cannot be used: file, place and remedy', async () => {
    await mkdir(join(folder, 'manifests'))
    expect(await said('{"flags":{"default-target-type":"pod"}}')).toMatch(
      /^account\.json flags.*default-target-type.*instance or ip/
    )
  })
})
