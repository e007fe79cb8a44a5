import { t } from '../../prelude.js'
import type { Codec } from './codec.js'
import { json } from './json.js'
import { orEmpty, refuseEmpty, shape } from './json-shape.js'
import { arrayOf, type JsonType, text } from './json-types.js'
import { notAmong } from './text.js'

const Claim = t.readonly(t.type({ format: t.string, name: t.string, values: t.readonlyArray(t.string) }))
type Claim = t.TypeOf<typeof Claim>

const JwtValidation = t.readonly(
  t.type({ jwksEndpoint: t.string, issuer: t.string, additionalClaims: t.readonlyArray(Claim) })
)
/** Which tokens a request must bring. */
export type JwtValidation = t.TypeOf<typeof JwtValidation>

const formats = ['single-string', 'string-array', 'space-separated-values']

const claim: JsonType<Claim> = shape(
  { format: orEmpty(text), name: orEmpty(text), values: orEmpty(arrayOf(text)) },
  (value, seen) => {
    refuseEmpty(value, seen, 'format', 'name')
    if (value.values.length === 0) seen.refuse('values', 'must have at least one entry')
    if (!formats.includes(value.format)) seen.remark('odd-value', 'format', notAmong(formats, value.format))
    return value
  }
)

const validation: JsonType<JwtValidation> = shape(
  { jwksEndpoint: orEmpty(text), issuer: orEmpty(text), additionalClaims: orEmpty(arrayOf(claim)) },
  (value, seen) => {
    refuseEmpty(value, seen, 'jwksEndpoint', 'issuer')
    return value
  }
)

/** The object of `jwt-validation`. Formats that AWS does not know today are only remarked on. */
export const jwtValidation: Codec<JwtValidation> = json({
  type: validation,
  format: 'a JSON object with jwksEndpoint, issuer and perhaps additionalClaims, each with format, name and values',
  is: JwtValidation.is,
  write: ({ jwksEndpoint, issuer, additionalClaims }) => ({
    jwksEndpoint,
    issuer,
    additionalClaims: additionalClaims.map(({ format, name, values }) => ({ format, name, values }))
  })
})
