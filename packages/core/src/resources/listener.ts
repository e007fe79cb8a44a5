import { t } from '../prelude.js'
import { Actions, sameActions } from './action.js'
import { arnKey, field, onDeclaredKeys, optional, TextMap, word } from './fields.js'
import { elements, identity, kind, modifiedAsWholeBy, modifiedBy, retaggedBy } from './kind.js'
import { MutualAuthentication, sameMutualAuthentication } from './mutual-authentication.js'
import { Arn } from './ref.js'

/** A listener is its port: another port is another listener, a changed protocol is changed in place. */
export const listener = kind({
  name: 'Listener',
  type: 'AWS::ElasticLoadBalancingV2::Listener',
  service: 'elbv2',
  owner: 'LoadBalancer',
  replace: 'deleteFirst',
  identifiedBy: 'arn',
  create: 'CreateListener',
  remove: 'DeleteListener',
  fields: {
    loadBalancer: field(Arn, identity),
    port: field(t.number, identity),
    tags: optional(TextMap, retaggedBy('AddTags', 'RemoveTags')),
    protocol: field(word('HTTP', 'HTTPS', 'TCP'), modifiedAsWholeBy('ModifyListener')),
    defaultActions: field(Actions, modifiedAsWholeBy('ModifyListener'), { same: sameActions }),
    sslPolicy: optional(t.string, modifiedAsWholeBy('ModifyListener')),
    mutualAuthentication: optional(MutualAuthentication, modifiedAsWholeBy('ModifyListener'), {
      same: sameMutualAuthentication,
      none: { mode: 'off' }
    }),
    defaultCertificate: optional(Arn, modifiedAsWholeBy('ModifyListener')),
    // The certificates offered by server name: the default one is always among them.
    certificates: optional(
      t.readonlyArray(Arn),
      elements({ add: 'AddListenerCertificates', remove: 'RemoveListenerCertificates', perCall: 1 }),
      { afterCreate: true, detail: true, elementKey: (element) => arnKey(element as Arn) }
    ),
    attributes: optional(TextMap, modifiedBy('ModifyListenerAttributes'), {
      afterCreate: true,
      detail: true,
      same: onDeclaredKeys,
      keyed: true
    })
  }
})
