import { certificateRefusal } from './certificates.js'
import { listenerNotFound } from './listeners.js'
import type { Listener } from './records.js'
import { declined, type Refusal, unless, type Verdict, when } from './refusal.js'
import { listenersOf, putListener } from './store.js'
import type { World } from './world.js'

const changing = (
  world: World,
  arn: string,
  given: ReadonlyArray<string>,
  check: (listener: Listener, certificate: string) => Refusal,
  change: (certificates: ReadonlyArray<string>, certificate: string) => ReadonlyArray<string>
): Verdict => {
  const listener = world.listeners.get(arn)
  if (listener === undefined) return declined(listenerNotFound(arn))
  const [certificate = '', ...others] = given
  const refusal =
    when(certificate === '' || others.length > 0, 'ValidationError', 'A call names exactly one certificate') ??
    check(listener, certificate)
  return unless(refusal, () => {
    putListener(world, { ...listener, certificates: change(listener.certificates, certificate) })
    return undefined
  })
}

/** AddListenerCertificates: one certificate a call; one that is there already makes no difference. */
export const addListenerCertificates = (world: World, arn: string, given: ReadonlyArray<string>): Verdict =>
  changing(
    world,
    arn,
    given,
    (listener, certificate) =>
      when(listener.protocol !== 'HTTPS', 'UnsupportedProtocol', 'Certificates are for HTTPS listeners only') ??
      certificateRefusal(world, certificate) ??
      limitRefusal(world, listener, certificate),
    (certificates, certificate) => (certificates.includes(certificate) ? certificates : [...certificates, certificate])
  )

// The limit is one for the whole load balancer, and does not count default certificates.
const limitRefusal = (world: World, listener: Listener, certificate: string): Refusal => {
  if (listener.certificates.includes(certificate)) return undefined
  const limit = world.limits.certificatesPerLoadBalancer
  const held = listenersOf(world, listener.loadBalancer).reduce((sum, { certificates }) => sum + certificates.length, 0)
  return when(held >= limit, 'TooManyCertificates', `A load balancer holds at most ${limit} certificates`)
}

/** RemoveListenerCertificates: one certificate a call. The default certificate can only be replaced, by ModifyListener. */
export const removeListenerCertificates = (world: World, arn: string, given: ReadonlyArray<string>): Verdict =>
  changing(
    world,
    arn,
    given,
    ({ certificates, defaultCertificate }, certificate) =>
      when(
        certificate === defaultCertificate && !certificates.includes(certificate),
        'OperationNotPermitted',
        `The default certificate '${certificate}' cannot be removed`
      ),
    (certificates, certificate) => certificates.filter((each) => each !== certificate)
  )
