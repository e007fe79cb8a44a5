import type { Arn, Spec } from '@alb-ingress/core'
import {
  AddListenerCertificatesCommand,
  CreateListenerCommand,
  DeleteListenerCommand,
  ModifyListenerAttributesCommand,
  ModifyListenerCommand,
  type ModifyListenerInput,
  RemoveListenerCertificatesCommand
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { sentActions } from '../shapes/actions.js'
import { sentCertificates } from '../shapes/certificates.js'
import { literal } from '../shapes/literal.js'
import { sentMutualAuthentication } from '../shapes/mutual-authentication.js'
import { sentPairs, somePairs } from '../shapes/text-map.js'
import { given } from '../shapes/understood.js'
import { type Handlers, through } from './through.js'

const elbv2 = through((clients) => clients.elbv2())

/** What a listener is made with, and what is sent whole when any of it changes. */
const settings = (spec: Partial<Spec<'Listener'>>): Omit<ModifyListenerInput, 'ListenerArn'> => ({
  Protocol: spec.protocol,
  SslPolicy: spec.sslPolicy,
  Certificates: spec.defaultCertificate === undefined ? undefined : sentCertificates([spec.defaultCertificate]),
  MutualAuthentication:
    spec.mutualAuthentication === undefined ? undefined : sentMutualAuthentication(spec.mutualAuthentication)
})

// Elements travel untyped; those of this field are ARNs.
const certificates = (elements: ReadonlyArray<unknown>) => sentCertificates(elements as ReadonlyArray<Arn>)

/** What changes listeners, but for their tags. */
export const handlers: Handlers = {
  CreateListener: elbv2.create('Listener', async (client, spec) => {
    const { Listeners } = await client.send(
      new CreateListenerCommand({
        LoadBalancerArn: literal(spec.loadBalancer ?? ''),
        Port: spec.port,
        DefaultActions: sentActions(spec.defaultActions ?? []),
        Tags: somePairs(spec.tags),
        ...settings(spec)
      })
    )
    return given({ physicalId: Listeners?.[0]?.ListenerArn })
  }),
  ModifyListener: elbv2.modify('Listener', (client, ListenerArn, { defaultActions, ...fields }) =>
    client.send(
      new ModifyListenerCommand({
        ListenerArn,
        DefaultActions: defaultActions === undefined ? undefined : sentActions(defaultActions),
        ...settings(fields)
      })
    )
  ),
  ModifyListenerAttributes: elbv2.modify('Listener', (client, ListenerArn, { attributes = {} }) =>
    client.send(new ModifyListenerAttributesCommand({ ListenerArn, Attributes: sentPairs(attributes) }))
  ),
  AddListenerCertificates: elbv2.elements('add', 'certificates', (client, ListenerArn, elements) =>
    client.send(new AddListenerCertificatesCommand({ ListenerArn, Certificates: certificates(elements) }))
  ),
  RemoveListenerCertificates: elbv2.elements('remove', 'certificates', (client, ListenerArn, elements) =>
    client.send(new RemoveListenerCertificatesCommand({ ListenerArn, Certificates: certificates(elements) }))
  ),
  DeleteListener: elbv2.remove('Listener', (client, ListenerArn) =>
    client.send(new DeleteListenerCommand({ ListenerArn }))
  )
}
