import { expect, test } from 'vitest'
import { catalogue } from '../../src/checked/catalogue.js'
import { pages } from '../../src/lint/pages.js'

test('every code has a page, so that --why says more than the finding does', () => {
  expect(Object.keys(catalogue).filter((code) => !Object.hasOwn(pages, code))).toEqual([])
})

test('a page says why, and what to do', () => {
  for (const [code, page] of Object.entries(pages)) {
    expect([code, page.why.length > 20, page.remedy.length > 5]).toEqual([code, true, true])
    expect(page.why).toMatch(/[.)]$/)
  }
})
