import { expect, test } from 'vitest'
import { coverageOf, percentCovered } from '../../src/expect/coverage.js'
import { replyOf } from '../../src/expect/reply.js'
import { requestOf } from '../../src/expect/request-given.js'
import { E } from '../../src/prelude.js'
import { listener, loadBalancer, stackOf } from '../route/shop.js'
import { balancerOf, frontWith, shop } from './shop-front.js'

const front = frontWith([balancerOf(shop)])
const ask = (text: string) => {
  const request = requestOf(text)
  if (E.isLeft(request)) throw new Error(request.left)
  return replyOf(front, request.right)
}

test('rules and defaults that a request came by are reached, all others are missed', () => {
  const coverage = coverageOf(front, [ask('https://shop.example/cart'), ask('http://shop.example/')])
  expect(coverage.reached.map(({ name }) => name)).toEqual(['default of 80', 'rule 443:1'])
  expect(coverage.missed.map(({ name }) => name)).toEqual(['rule 443:2', 'rule 443:3', 'rule 443:4', 'rule 443:5'])
  expect(percentCovered(coverage)).toBeCloseTo(33.3, 1)
})

test('what is missed is told in the words of rules', () => {
  expect(coverageOf(front, []).missed[1]).toEqual({
    group: 'shop',
    name: 'rule 443:1',
    when: 'shop.example /cart /cart/*',
    does: 'shop/cart:80 (weight 9), shop/cart-next:80 (weight 1)'
  })
})

test('a rule that another hides is never reached', () => {
  const coverage = coverageOf(front, [ask('https://shop.example/late')])
  expect(coverage.missed.map(({ name }) => name)).toContain('rule 443:5')
})

test('that nothing is found where no rule matches is not counted', () => {
  const bare = frontWith([balancerOf(stackOf(loadBalancer(), listener(80)))])
  expect(coverageOf(bare, [])).toEqual({ reached: [], missed: [] })
  expect(percentCovered({ reached: [], missed: [] })).toBe(100)
})
