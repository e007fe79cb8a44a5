import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { catalogue } from '../../src/checked/catalogue.js'
import { installation } from '../../src/install.js'
import { lint } from '../../src/lint/lint.js'
import { offline } from '../../src/lint/offline.js'
import type { Example } from '../../src/lint/rule.js'
import { rules } from '../../src/lint/rules.js'

const install = installation({ clusterName: 'test', region: 'eu-central-1', accountId: '123456789012', vpcId: 'vpc-1' })

const told = (example: Example): ReadonlyArray<string> =>
  lint(offline(install, example)).findings.map(({ code, message }) => `${code}: ${message}`)

const codes = (example: Example): ReadonlyArray<string> => [
  ...new Set(lint(offline(install, example)).findings.map(({ code }) => code))
]

describe.each(rules.map((rule) => [rule.code, rule] as const))('%s', (code, rule) => {
  test.each(rule.valid.map((example, i) => [i + 1, example] as const))(
    'finds nothing in valid example %i',
    (_, example) => {
      expect(told(example)).toEqual([])
    }
  )

  test.each(rule.invalid.map((example, i) => [i + 1, example] as const))(
    'finds itself and nothing else in invalid example %i',
    (_, example) => {
      expect(codes(example), told(example).join('\n')).toEqual([code])
    }
  )

  test('has examples of both sorts, and says why and what to do', () => {
    expect(rule.valid.length).toBeGreaterThan(0)
    expect(rule.invalid.length).toBeGreaterThan(0)
    expect(rule.page.why).toMatch(/^.*[.)]$/s)
    expect(rule.page.remedy).not.toBe('')
  })
})

// What the engine says of the annotation that asks to ignore findings.
const ofEngine: ReadonlyArray<string> = ['lint/suppression', 'lint/unused-suppression']

test('every code of lint has a rule, and every rule a code of its own', () => {
  const declared = Object.keys(catalogue).filter((code) => code.startsWith('lint/') && !ofEngine.includes(code))
  expect(rules.map(({ code }) => code).sort()).toEqual(declared.sort())
})

test('a rule is in the file of its name', () => {
  const folder = fileURLToPath(new URL('../../src/lint/rules/', import.meta.url))
  const files = readdirSync(folder).map((file) => `lint/${file.replace(/\.ts$/, '')}`)
  expect(files.sort()).toEqual(rules.map(({ code }) => code).sort())
})
