import { t } from '../prelude.js'
import { Actions, sameActions } from './action.js'
import { Conditions, sameConditions } from './condition.js'
import { field, optional, TextMap } from './fields.js'
import { identity, kind, modifiedBy, retaggedBy } from './kind.js'
import { Arn } from './ref.js'
import { sameTransforms, Transforms } from './transform.js'

/** The rules of a listener answer in the order of their priorities; which numbers give that order makes no difference. */
export const listenerRule = kind({
  name: 'ListenerRule',
  type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
  service: 'elbv2',
  owner: 'Listener',
  replace: 'deleteFirst',
  identifiedBy: 'arn',
  create: 'CreateRule',
  remove: 'DeleteRule',
  fields: {
    listener: field(Arn, identity),
    priority: field(t.number, modifiedBy('SetRulePriorities')),
    conditions: field(Conditions, modifiedBy('ModifyRule'), { same: sameConditions }),
    actions: field(Actions, modifiedBy('ModifyRule'), { same: sameActions }),
    transforms: optional(Transforms, modifiedBy('ModifyRule'), { same: sameTransforms, none: [], undeclared: 'none' }),
    tags: optional(TextMap, retaggedBy('AddTags', 'RemoveTags'))
  }
})
