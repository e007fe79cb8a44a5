import { afterEach, beforeEach, expect, test } from 'vitest'
import { chains } from '../src/chains.js'

// A half that nobody finishes throws where no test can catch it, so that the run fails; here it is caught before vitest hears of it.
const thrown: Array<unknown> = []
const note = (error: unknown): void => {
  thrown.push(error)
}
let others: ReadonlyArray<NodeJS.UncaughtExceptionListener> = []

beforeEach(() => {
  thrown.length = 0
  others = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException')
  process.on('uncaughtException', note)
})

afterEach(() => {
  process.removeListener('uncaughtException', note)
  for (const listener of others) process.on('uncaughtException', listener)
})

const nobody = (): void => undefined
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))

test.each([
  { name: 'toRoute', begin: () => chains.toRoute(nobody)('GET https://a/'), missing: ".to('namespace/service:port')" },
  { name: 'toRedirect', begin: () => chains.toRedirect(nobody)('GET https://a/'), missing: '.to(url)' },
  { name: 'toRespond', begin: () => chains.toRespond(nobody)(503), missing: '.to(request)' },
  { name: 'toPresent', begin: () => chains.toPresent(nobody)('*.a'), missing: '.for(host)' },
  { name: 'toAuthenticate', begin: () => chains.toAuthenticate(nobody)('https://a/'), missing: '.with(provider)' }
])('$name without its second half fails the run', async ({ name, begin, missing }) => {
  begin()
  await soon()
  expect(thrown.map(String)).toEqual([expect.stringContaining(`${name}(`)])
  expect(String(thrown[0])).toContain(`tests nothing by itself: add ${missing}.`)
})

test('with its second half it does not', async () => {
  const asked: Array<unknown> = []
  chains
    .toRoute((...words) => asked.push(words))('GET https://a/')
    .to('shop/web:80')
  chains
    .toRedirect((...words) => asked.push(words))('GET http://a/')
    .to('https://a/', 302)
  await soon()
  expect(thrown).toEqual([])
  expect(asked).toEqual([
    ['GET https://a/', { service: 'shop/web:80' }],
    ['GET http://a/', { redirect: { to: 'https://a/', status: 302 } }]
  ])
})
