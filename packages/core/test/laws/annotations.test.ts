import fc from 'fast-check'
import { expect, test } from 'vitest'
import { prefix } from '../../src/annotations/annotation.js'
import { annotations, families } from '../../src/annotations/registry.js'
import { findings } from '../../src/checked/checked.js'
import { configurationFindings, configure } from '../../src/groups/configure.js'
import { installation } from '../../src/install.js'
import { O } from '../../src/prelude.js'
import { needed, translate } from '../../src/translate/translate.js'
import { answersTo } from '../../testing/account-facts.js'
import { backend, ingress, rule, service } from '../build.js'

const install = installation({ clusterName: 'demo', region: 'eu-central-1', accountId: '123456789012', vpcId: 'vpc-1' })

const keys = [
  ...Object.values(annotations).map(({ fullKey }) => fullKey),
  ...Object.values(families).flatMap((family) => [family.fullKey('web'), family.fullKey('act')])
]

const valid = [...Object.values(annotations), ...Object.values(families)].flatMap((declared) => [...declared.valid])

/** Text that somebody might write: nonsense, another annotation's value, or a value with something cut out or put in. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(...valid),
  fc
    .tuple(fc.constantFrom(...valid), fc.nat(60), fc.nat(6), fc.string({ maxLength: 3 }))
    .map(([value, at, cut, put]) => value.slice(0, at) + put + value.slice(at + cut)),
  fc.json({ maxDepth: 3 })
)

const annotated = fc.dictionary(fc.constantFrom(...keys), text, { minKeys: 1, maxKeys: 4 })

test('no text of any annotation makes translation fail otherwise than by telling where', () => {
  fc.assert(
    fc.property(annotated, annotated, (ofIngress, ofService) => {
      const web = service('web', { annotations: ofService })
      const group = {
        id: 'shop/web',
        members: [
          {
            ingress: ingress({
              annotations: ofIngress,
              rules: [rule('shop.example.com', backend('web')), rule('', backend('act', 'use-annotation'), '/act')]
            }),
            params: undefined
          }
        ],
        leaving: [],
        services: new Map([['shop/web', web]]),
        secrets: new Map()
      }
      const configured = configure(install)(group)
      const stack = translate(answersTo(needed(configured)), O.none)(configured)
      if (stack._tag !== 'Left') return
      for (const { at, message, hint } of [...configurationFindings(configured), ...findings(stack)]) {
        expect(at.path.length, message).toBeGreaterThan(0)
        expect(message).not.toBe('')
        expect(hint).not.toBe('')
        // One line, whatever was written: nobody can forge the next one.
        expect(message + hint).not.toMatch(/\p{Cc}/u)
      }
      expect(findings(stack).some(({ severity }) => severity === 'error')).toBe(true)
    }),
    { numRuns: 10_000 }
  )
})

test('every key has the prefix, so that whoever looks for keys of ours finds all', () => {
  expect(keys.filter((key) => !key.startsWith(prefix))).toEqual([])
})
