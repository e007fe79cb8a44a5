import { E, pipe } from '@alb-ingress/core'
import { unknownService } from './service-ids.js'

/** Calls whose names match share one bucket: `burst` of them at once, then `rate` in a second. */
export interface Throttle {
  readonly operations: RegExp
  readonly rate: number
  readonly burst: number
}

/** By service id, as the SDK spells it. A service that is not named is not throttled. */
export type Throttles = Readonly<Record<string, ReadonlyArray<Throttle>>>

const webAcls: ReadonlyArray<Throttle> = [
  { operations: /^AssociateWebACL|DisassociateWebACL/, rate: 0.5, burst: 1 },
  { operations: /^GetWebACLForResource|ListResourcesForWebACL/, rate: 1, burst: 1 }
]

/** What AWS Load Balancer Controller 3.5 allows itself, so that two controllers of one account share it as two of the reference would. */
export const defaultThrottles: Throttles = {
  'Elastic Load Balancing v2': [
    { operations: /^RegisterTargets|^DeregisterTargets/, rate: 4, burst: 20 },
    { operations: /^Describe.*/, rate: 50, burst: 200 },
    { operations: /^Modify.*/, rate: 3, burst: 20 }
  ],
  WAFV2: webAcls,
  'WAF Regional': webAcls
}

const format = 'SERVICE:OPERATIONS=RATE:BURST, such as "Elastic Load Balancing v2:^RegisterTargets=4:20"'

const wrong = (part: string, what: string): E.Either<string, never> => E.left(`${JSON.stringify(part)}: ${what}`)

const pattern = (text: string): RegExp | undefined => {
  try {
    return new RegExp(text)
  } catch {
    return undefined
  }
}

const parsePart = (part: string): E.Either<string, readonly [service: string, throttle: Throttle]> => {
  const [, service = '', operations = '', rate = '', burst = ''] = /^([^:]+):(.+)=([^=:]*):([^=:]*)$/.exec(part) ?? []
  if (service === '') return wrong(part, `it must read ${format}.`)
  const unknown = unknownService(service)
  if (unknown !== undefined) return wrong(part, unknown)
  const matching = pattern(operations)
  if (matching === undefined) return wrong(part, `${JSON.stringify(operations)} is no regular expression.`)
  if (!/^\d+(\.\d+)?$/.test(rate) || Number(rate) === 0)
    return wrong(part, `the rate ${JSON.stringify(rate)} is no number of calls a second above 0.`)
  if (!/^\d+$/.test(burst) || Number(burst) === 0)
    return wrong(part, `the burst ${JSON.stringify(burst)} is no whole number of calls above 0.`)
  return E.right([service, { operations: matching, rate: Number(rate), burst: Number(burst) }])
}

/** What the flag `--aws-api-throttle` says; a service that it names loses all its defaults. A refusal names the part that is wrong. */
export const parseThrottles = (text: string): E.Either<string, Throttles> =>
  pipe(
    text.split(',').filter((part) => part.trim() !== ''),
    E.traverseArray((part) => parsePart(part.trim())),
    E.map((parts) => ({
      ...defaultThrottles,
      ...Object.fromEntries(
        [...Map.groupBy(parts, ([service]) => service)].map(([service, of]) => [service, of.map(([, each]) => each)])
      )
    }))
  )
