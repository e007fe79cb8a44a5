import { t } from '../prelude.js'
import { maskedCidr } from '../support/cidr.js'
import { arnKey, field, optional, TextMap } from './fields.js'
import { atCreation, elements, kind, retaggedBy } from './kind.js'
import { Arn } from './ref.js'

/** One source, one range of ports. Descriptions are no part of it: AWS tells permissions apart without them. */
const Permission = t.readonly(
  t.type({
    /** `tcp` in what we make; whatever others have added may differ. */
    protocol: t.string,
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

// AWS clears the bits behind the prefix of a range, so ranges are told apart without them.
const sourceKey = (source: Permission['source']): string => {
  if ('securityGroup' in source) return arnKey(source.securityGroup)
  if ('prefixListId' in source) return source.prefixListId
  return maskedCidr('cidr' in source ? source.cidr : source.cidrIpv6)
}

/** What tells permissions apart. */
export const permissionKey = (element: unknown): string => {
  const { protocol, fromPort, toPort, source } = element as Permission // elements are those of the field
  return `${protocol} ${fromPort}-${toPort} ${sourceKey(source)}`
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
