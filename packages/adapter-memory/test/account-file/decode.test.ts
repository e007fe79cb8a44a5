import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { Checked, pathText } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import { decodeAccountFile, installationFrom, worldFrom } from '../../src/index.js'
import { exampleAccount } from '../example-account.js'

const problemsOf = (json: unknown) =>
  Checked.findings(decodeAccountFile(json)).map(({ code, at, hint }) => ({ code, path: pathText(at.path), hint }))

describe('an account file', () => {
  test('may be empty', () => {
    expect(decodeAccountFile({})).toEqual(Checked.ok({}))
  })

  test('keeps members that nobody knows', () => {
    const json = { ...exampleAccount, ourNotes: { owner: 'net' } }
    expect(decodeAccountFile(json)).toEqual(Checked.ok(json))
  })

  test('says all of its problems together, each with its place', () => {
    const json = {
      region: 7,
      subnets: [{ id: 'subnet-a' }, { id: 'subnet-b', az: 'a', availableIps: 'many' }],
      flags: []
    }
    expect(problemsOf(json)).toMatchObject([
      { code: 'account/field', path: 'region' },
      { code: 'account/field', path: 'subnets[0].az' },
      { code: 'account/field', path: 'subnets[1].availableIps' },
      { code: 'account/field', path: 'flags' }
    ])
  })

  test('that is no object is refused', () => {
    expect(problemsOf([])).toMatchObject([{ code: 'account/field', path: '' }])
  })

  test('with a misspelt member is read, and says what was meant', () => {
    expect(problemsOf({ subnet: [] })).toEqual([
      { code: 'account/member', path: 'subnet', hint: 'Did you mean "subnets"?' }
    ])
    expect(Checked.valueIn(decodeAccountFile({ subnet: [] }))).toBeDefined()
  })

  test('of a newer schema is refused', () => {
    expect(problemsOf({ schema: 2 })).toMatchObject([{ code: 'account/schema', path: 'schema' }])
  })
})

const suite = new URL('../../../../../shared/conformance/', import.meta.url)

// The suite is no part of the project: where it is not checked out beside it, there is nothing to read.
describe.skipIf(!existsSync(suite))('the account files of the conformance suite', () => {
  const files = existsSync(suite)
    ? readdirSync(new URL('cases/', suite))
        .map((name) => new URL(`cases/${name}/account.json`, suite))
        .filter((file) => existsSync(file))
    : []

  test('are all read, and give an installation and an account', () => {
    for (const file of [new URL('default-account.json', suite), ...files]) {
      const decoded = decodeAccountFile(JSON.parse(readFileSync(file, 'utf8')), file.pathname)
      const account = Checked.valueIn(decoded)
      expect(Checked.findings(decoded)).toEqual([])
      expect(Checked.findings(installationFrom(account ?? {}))).toEqual([])
      expect(worldFrom(account ?? {}).securityGroups.size).toBe(account?.securityGroups?.length)
    }
  })
})
