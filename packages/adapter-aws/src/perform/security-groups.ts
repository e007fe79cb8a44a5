import type { GrantedPermission } from '@alb-ingress/core'
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateTagsCommand,
  DeleteSecurityGroupCommand,
  DeleteTagsCommand,
  RevokeSecurityGroupIngressCommand
} from '@aws-sdk/client-ec2'
import { sentPermissions } from '../shapes/permissions.js'
import { sentPairs, somePairs } from '../shapes/text-map.js'
import { given } from '../shapes/understood.js'
import { type Handlers, through } from './through.js'

const ec2 = through((clients) => clients.ec2())

// Elements travel untyped; those of this field are permissions.
const permissions = (elements: ReadonlyArray<unknown>) => sentPermissions(elements as ReadonlyArray<GrantedPermission>)

/** What changes security groups, their permissions and their tags. */
export const handlers: Handlers = {
  CreateSecurityGroup: ec2.create('SecurityGroup', async (client, { groupName, description, vpcId, tags }) => {
    const Tags = somePairs(tags)
    const { GroupId } = await client.send(
      new CreateSecurityGroupCommand({
        GroupName: groupName,
        Description: description,
        VpcId: vpcId,
        TagSpecifications: Tags === undefined ? undefined : [{ ResourceType: 'security-group', Tags }]
      })
    )
    return given({ physicalId: GroupId })
  }),
  AuthorizeSecurityGroupIngress: ec2.elements('add', 'ingress', (client, GroupId, elements) =>
    client.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: permissions(elements) }))
  ),
  RevokeSecurityGroupIngress: ec2.elements('remove', 'ingress', (client, GroupId, elements) =>
    client.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions: permissions(elements) }))
  ),
  CreateTags: ec2.tag('tag', (client, ids, tags) =>
    client.send(new CreateTagsCommand({ Resources: [...ids], Tags: sentPairs(tags) }))
  ),
  // With its value, a tag that somebody has changed meanwhile stays.
  DeleteTags: ec2.tag('untag', (client, ids, tags) =>
    client.send(new DeleteTagsCommand({ Resources: [...ids], Tags: sentPairs(tags) }))
  ),
  DeleteSecurityGroup: ec2.remove('SecurityGroup', (client, GroupId) =>
    client.send(new DeleteSecurityGroupCommand({ GroupId }))
  )
}
