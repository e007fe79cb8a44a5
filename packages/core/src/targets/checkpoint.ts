import { bindingSpecOnWire } from '../kubernetes/binding-object.js'
import type { TargetGroupBindingSpec } from '../kubernetes/target-group-binding.js'
import { byText } from '../support/canonical.js'
import { sha256Base64Url } from '../support/sha256.js'
import { createdOf, type TargetEndpoint, targetKey } from './endpoint.js'

/** The annotation of a binding that says for which endpoints and which spec all was done. */
export const checkpointAnnotation = 'elbv2.k8s.aws/checkpoint'

/**
 * Equal where nothing has to be done. It is, to the bit, what the reference (AWS Load Balancer Controller 3.5) writes, so that a binding taken over
 * from it, or given back, needs no call: a hash of the endpoints with the times at which Pods or Nodes were made, and one of the spec.
 */
export const checkpointOf = (spec: TargetGroupBindingSpec, endpoints: ReadonlyArray<TargetEndpoint>): string => {
  const told = endpoints.map((endpoint) => `${targetKey(endpoint)}:${createdOf(endpoint)}`).sort(byText)
  return `${sha256Base64Url(told.join(','))}/${sha256Base64Url(jsonOf(spec))}`
}

// Go writes these characters of a text as escapes, and its hash is over what Go writes.
const escapes: ReadonlyArray<readonly [RegExp, string]> = [
  [/</g, '\\u003c'],
  [/>/g, '\\u003e'],
  [/&/g, '\\u0026']
]

const jsonOf = (spec: TargetGroupBindingSpec): string =>
  escapes.reduce(
    (text, [character, written]) => text.replace(character, written),
    JSON.stringify(bindingSpecOnWire(spec))
  )
