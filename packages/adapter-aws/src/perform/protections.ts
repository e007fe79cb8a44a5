import type { Spec } from '@alb-ingress/core'
import { CreateProtectionCommand, DeleteProtectionCommand } from '@aws-sdk/client-shield'
import { type Handlers, through } from './through.js'

type ShieldProtection = NonNullable<Spec<'LoadBalancer'>['shieldProtection']>

const shield = through((clients) => clients.shield())

const nameOf = (protection: ShieldProtection | undefined): string | undefined =>
  typeof protection === 'object' ? protection.name : undefined

// What is taken off is what was observed in the field, which has an id.
const idOf = (value: unknown): string | undefined => (value as { readonly id?: string }).id

/** What protects load balancers by Shield Advanced. */
export const handlers: Handlers = {
  CreateProtection: shield.modify('LoadBalancer', (client, ResourceArn, { shieldProtection }) =>
    client.send(new CreateProtectionCommand({ ResourceArn, Name: nameOf(shieldProtection) }))
  ),
  DeleteProtection: shield.detach('shieldProtection', (client, _arn, value) =>
    client.send(new DeleteProtectionCommand({ ProtectionId: idOf(value) }))
  )
}
