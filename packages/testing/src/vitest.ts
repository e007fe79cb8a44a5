import type { Code, Expected, RequestGiven, SettingGiven } from '@alb-ingress/core'
import { chai, expect } from 'vitest'
import {
  type Answers,
  type Authenticated,
  chains,
  type Presented,
  type Redirected,
  type Responded,
  type Routed
} from './chains.js'
import { matchers } from './matchers.js'

/** Matchers for what `loadBalancerFrom` gives. `R` is what an assertion returns. */
interface LoadBalancerMatchers<R> {
  /** `expect(alb).toRoute('GET https://shop.example/cart').to('shop/cart:80')` */
  toRoute: (request: RequestGiven) => Routed
  /** `expect(alb).toRedirect('GET http://shop.example/').to('https://shop.example/', 301)` */
  toRedirect: (request: RequestGiven) => Redirected
  /** `expect(alb).toRespond(503).to('GET https://shop.example/old')` */
  toRespond: (status: number, parts?: { readonly body?: string; readonly contentType?: string }) => Responded
  /** `expect(alb).toPresent('*.shop.example').for('www.shop.example')` */
  toPresent: (certificate: string) => Presented
  /** `expect(alb).toAuthenticate('GET https://shop.example/admin').with('https://login.example')` */
  toAuthenticate: (request: RequestGiven) => Authenticated
  /** Several things about one request: `expect(alb).toAnswer('GET https://shop.example/', { service: 'shop/web:80', authentication: 'none' })` */
  toAnswer: (request: RequestGiven, expected: Expected) => R
  /** By the key of the annotation: `expect(alb).toHaveSetting('healthcheck-path', '/healthz', 'shop/cart:80')` */
  toHaveSetting: (key: string, value: SettingGiven, about?: string | number) => R
  /** With this code or with any: `expect(alb).not.toRefuse()` says that everything is sound. */
  toRefuse: (code?: Code) => R
}

declare module 'vitest' {
  // What is declared here is joined to vitest's own interface, whose parameters it has to repeat.
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown>
    extends LoadBalancerMatchers<R> {}
}

expect.extend(matchers)

chai.use((_, { addMethod }) => {
  for (const [name, begin] of Object.entries(chains)) {
    addMethod(
      chai.Assertion.prototype,
      name,
      function first(this: { toAnswer: Answers }, ...words: ReadonlyArray<unknown>) {
        // The assertion carries `not`, `soft` and the message on; each chain takes the words of its own declaration above.
        return (begin((request, expected) => this.toAnswer(request, expected)) as (...given: typeof words) => unknown)(
          ...words
        )
      }
    )
  }
})
