import type { Spec } from '@alb-ingress/core'
import { givenSuffix, trustStoreArn } from './ids.js'
import { type Refusal, when } from './refusal.js'
import type { World } from './world.js'

type MutualAuthentication = Spec<'Listener'>['mutualAuthentication']

/** The trust stores of the account file: ARNs by name. */
const trustStoresOf = ({ file, place }: Pick<World, 'file' | 'place'>): ReadonlyMap<string, string> =>
  new Map(
    (file.trustStores ?? []).map(({ name, id = givenSuffix, arn = trustStoreArn(place, name, id) }) => [name, arn])
  )

/** The ARN of a trust store by its name. */
export const trustStoreNamed = (world: World, name: string): string | undefined => trustStoresOf(world).get(name)

const exists = (world: World, arn: string): boolean => [...trustStoresOf(world).values()].includes(arn)

/** Certificates of clients are a matter of HTTPS listeners, and are verified with a trust store that exists. */
export const mutualAuthenticationRefusal = (world: World, protocol: string, given: MutualAuthentication): Refusal => {
  if (given === undefined) return undefined
  if (protocol !== 'HTTPS')
    return when(
      given.mode !== 'off',
      'InvalidConfigurationRequest',
      `Mutual authentication is not supported for listeners of protocol '${protocol}'`
    )
  if (given.mode !== 'verify') return undefined
  return when(!exists(world, given.trustStore), 'TrustStoreNotFound', `Trust store '${given.trustStore}' not found`)
}
