import { t } from '../prelude.js'
import { described } from './described.js'

const Headers = t.readonly(t.record(t.string, t.string))

const RequestParts = t.readonly(
  t.intersection([
    t.type({ url: described('An absolute http or https URL.', t.string) }),
    t.partial({
      method: described('As sent. Default: GET.', t.string),
      headers: described('Headers by name.', Headers),
      sourceIp: described('Where the request comes from, for rules that look at it.', t.string)
    })
  ])
)

/** A request as a test writes it: `GET https://shop.example/cart`, the same without a method, or its parts. */
export const RequestGiven = t.union([t.string, RequestParts])
export type RequestGiven = t.TypeOf<typeof RequestGiven>

const Redirect = t.readonly(
  t.partial({
    to: described('The Location, absolute. The usual port may be left out.', t.string),
    status: described('301 or 302.', t.number)
  })
)

const Response = t.readonly(
  t.intersection([
    t.type({ status: described('The HTTP status.', t.number) }),
    t.partial({
      body: described('The whole body.', t.string),
      contentType: described('Such as text/plain.', t.string)
    })
  ])
)

/**
 * What a request is expected to come to. Whatever is left out is not looked at. A star stands for any: `service: '*'` is whichever Service,
 * so that no redirect and no fixed response will do.
 */
export const Expected = t.readonly(
  t.partial({
    service: described(
      'The one Service that gets all such requests, as namespace/name:port or namespace/name; or the ARN of its target group; * for any Service.',
      t.string
    ),
    weights: described(
      'The Services that share such requests, and the weight of each. Only the proportions count.',
      t.readonly(t.record(t.string, t.number))
    ),
    receives: described('The path, or the whole URL, that the Service gets after the rewrites of the rule.', t.string),
    redirect: described('The Location of a redirect; or its parts; * for any redirect.', t.union([t.string, Redirect])),
    response: described('The status of a fixed response; or its parts.', t.union([t.number, Response])),
    authentication: described(
      'Who must have vouched for the user: cognito, oidc or jwt; or the issuer, user pool ARN or user pool domain; * for anybody; none for nobody.',
      t.string
    ),
    certificate: described(
      'The certificate that the load balancer presents for the host: its ARN, or one of its names; * for any that covers the host.',
      t.string
    )
  })
)
export type Expected = t.TypeOf<typeof Expected>

/** What of an answer an expectation can be about. */
export type Aspect = keyof Expected
