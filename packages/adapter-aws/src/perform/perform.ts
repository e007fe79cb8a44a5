import { type Aws, type AwsKind, type BoundCall, fault, mask, type Outcome, own, TE } from '@alb-ingress/core'
import type { Clients } from '../clients.js'
import { faultOf } from '../faults/fault-of.js'
import { secretsIn } from '../faults/mask.js'
import type { Handlers } from './through.js'

/** Where the actions of a kind are, loaded with the SDK's part for them when the first call needs them. */
type Home = () => Promise<{ readonly handlers: Handlers }>

const homes: Readonly<Record<AwsKind, Home>> = {
  LoadBalancer: () => import('./load-balancers.js'),
  Listener: () => import('./listeners.js'),
  ListenerRule: () => import('./listener-rules.js'),
  TargetGroup: () => import('./target-groups.js'),
  SecurityGroup: () => import('./security-groups.js'),
  Certificate: () => import('./certificates.js')
}

const tags: Home = () => import('./tags.js')

// What other services keep for a load balancer, by the field that holds it.
const addOns: Readonly<Record<string, Home>> = {
  webAcl: () => import('./web-acls.js'),
  classicWebAcl: () => import('./classic-web-acls.js'),
  shieldProtection: () => import('./protections.js')
}

/** The field that a call changes or takes off alone. */
const onlyField = (call: BoundCall): string => {
  if (call.do === 'detach') return call.field
  return call.do === 'modify' ? (Object.keys(call.fields)[0] ?? '') : ''
}

const homeOf = (call: BoundCall): Home => {
  if (call.kind !== 'SecurityGroup' && (call.do === 'tag' || call.do === 'untag')) return tags
  return own(addOns, onlyField(call)) ?? homes[call.kind]
}

const send = async (clients: Clients, call: BoundCall): Promise<Outcome> => {
  const { handlers } = await homeOf(call)()
  const sent = own(handlers, call.action)?.(clients, call)
  if (sent === undefined) throw new Error(`nothing here can ${call.do} a ${call.kind} by ${call.action}`)
  return sent
}

const maskedSecret = 'The call holds a secret that was masked when it was written down. Plan again from the manifests.'

/** One step, one call of AWS, which the SDK may try more than once. A secret is in the open in the request alone. */
export const perform =
  (clients: Clients): Aws['perform'] =>
  (call) => {
    const secrets = secretsIn(call)
    return secrets.includes(mask)
      ? TE.left(fault('invalid', 'MaskedSecret', call.action, maskedSecret))
      : TE.tryCatch(
          () => send(clients, call),
          (error) => faultOf(call.action, error, secrets)
        )
  }
