import { t } from '../prelude.js'
import { canonical } from '../support/canonical.js'
import { arnKey, field, optional, TextMap, word } from './fields.js'
import { atCreation, elements, kind, retaggedBy } from './kind.js'
import { Arn } from './ref.js'

/** One source, one range of ports. Descriptions are no part of it: AWS tells permissions apart without them. */
const Permission = t.readonly(
  t.type({
    protocol: word('tcp'),
    fromPort: t.number,
    toPort: t.number,
    source: t.union([
      t.readonly(t.type({ cidr: t.string })),
      t.readonly(t.type({ cidrIpv6: t.string })),
      t.readonly(t.type({ prefixListId: t.string })),
      t.readonly(t.type({ securityGroup: Arn }))
    ])
  })
)
export type Permission = t.TypeOf<typeof Permission>

const permissionKey = (element: unknown): string => {
  const { protocol, fromPort, toPort, source } = element as Permission
  const from = 'securityGroup' in source ? { securityGroup: arnKey(source.securityGroup) } : source
  return `${protocol} ${fromPort}-${toPort} ${canonical(from)}`
}

export const securityGroup = kind({
  name: 'SecurityGroup',
  type: 'AWS::EC2::SecurityGroup',
  service: 'ec2',
  replace: 'createFirst',
  identifiedBy: 'groupId',
  create: 'CreateSecurityGroup',
  remove: 'DeleteSecurityGroup',
  fields: {
    groupName: field(t.string, atCreation, { unique: true }),
    description: field(t.string, atCreation),
    vpcId: field(t.string, atCreation),
    tags: field(TextMap, retaggedBy('CreateTags', 'DeleteTags')),
    ingress: optional(
      t.readonlyArray(Permission),
      elements({
        add: 'AuthorizeSecurityGroupIngress',
        remove: 'RevokeSecurityGroupIngress',
        perCall: Number.POSITIVE_INFINITY
      }),
      { afterCreate: true, elementKey: permissionKey }
    )
  }
})
