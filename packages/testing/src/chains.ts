import type { Expected, RequestGiven } from '@alb-ingress/core'

type ResponseParts = Exclude<Extract<Expected['response'], object>, undefined>

/** Judges one request; whoever asks has said about what, and whether the contrary is expected. */
export type Answers = (request: RequestGiven, expected: Expected) => void

/** What comes after `toRoute(request)`. */
export interface Routed {
  /** The Service that gets all such requests, as `shop/cart:80`; or several and their weights; or `*` for any. */
  readonly to: (target: string | Readonly<Record<string, number>>) => void
}

/** What comes after `toRedirect(request)`. */
export interface Redirected {
  /** The Location; `*` for any. */
  readonly to: (url: string, status?: 301 | 302) => void
}

/** What comes after `toRespond(status)`. */
export interface Responded {
  readonly to: (request: RequestGiven) => void
}

/** What comes after `toPresent(certificate)`. */
export interface Presented {
  /** A host, with its port where that is not 443. */
  readonly for: (host: string) => void
}

/** What comes after `toAuthenticate(request)`. */
export interface Authenticated {
  /** `cognito`, `oidc` or `jwt`; an issuer, a user pool domain or its ARN; `*` for any, and `none` for nobody. */
  readonly with: (provider: string) => void
}

// Without its second half a chain would test nothing, and pass. The error is made here, where its stack still knows the line of the test.
const unfinished = (written: string, missing: string): (() => void) => {
  const forgotten = new Error(`${written} tests nothing by itself: add ${missing}.`)
  let isFinished = false
  queueMicrotask(() => {
    if (!isFinished) throw forgotten
  })
  return () => {
    isFinished = true
  }
}

const shown = (given: unknown): string => (typeof given === 'string' ? `'${given}'` : JSON.stringify(given))

/** The first halves of chains, each with its second half; a half alone is an error that the test run reports. */
export const chains = {
  toRoute:
    (answers: Answers) =>
    (request: RequestGiven): Routed => {
      const finish = unfinished(`toRoute(${shown(request)})`, ".to('namespace/service:port')")
      return {
        to: (target) => {
          finish()
          answers(request, typeof target === 'string' ? { service: target } : { weights: target })
        }
      }
    },
  toRedirect:
    (answers: Answers) =>
    (request: RequestGiven): Redirected => {
      const finish = unfinished(`toRedirect(${shown(request)})`, '.to(url)')
      return {
        to: (url, status) => {
          finish()
          answers(request, { redirect: status === undefined ? url : { to: url, status } })
        }
      }
    },
  toRespond:
    (answers: Answers) =>
    (status: number, parts?: Omit<ResponseParts, 'status'>): Responded => {
      const finish = unfinished(`toRespond(${status})`, '.to(request)')
      return {
        to: (request) => {
          finish()
          answers(request, { response: parts === undefined ? status : { status, ...parts } })
        }
      }
    },
  toPresent:
    (answers: Answers) =>
    (certificate: string): Presented => {
      const finish = unfinished(`toPresent(${shown(certificate)})`, '.for(host)')
      return {
        for: (host) => {
          finish()
          answers(`https://${host}/`, { certificate })
        }
      }
    },
  toAuthenticate:
    (answers: Answers) =>
    (request: RequestGiven): Authenticated => {
      const finish = unfinished(`toAuthenticate(${shown(request)})`, '.with(provider)')
      return {
        with: (provider) => {
          finish()
          answers(request, { authentication: provider })
        }
      }
    }
} as const
