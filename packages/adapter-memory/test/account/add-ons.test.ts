import type { BoundCall, Spec } from '@alb-ingress/core'
import { awsCalls as calls } from '@alb-ingress/core/testing'
import { expect, test } from 'vitest'
import { emptyAccount } from '../example-account.js'
import { storyOf } from './rule-table.js'

const account = {
  ...emptyAccount,
  webACLs: [
    { name: 'strict', id: '1' },
    { name: 'lax', arn: 'arn:lax' }
  ],
  shieldSubscription: 'ACTIVE'
}
const strict = 'arn:aws:wafv2:us-west-2:123456789012:regional/webacl/strict/1'

type Fields = Partial<Spec<'LoadBalancer'>>
const put = (arn: string, action: string, fields: Fields): BoundCall =>
  calls.modify('LoadBalancer', arn, action, fields)
const takeOff = (arn: string, action: string, field: string, value: unknown): BoundCall =>
  calls.detach('LoadBalancer', arn, action, field, value)

const protection = { name: 'managed by aws-load-balancer-controller' }

const shown = (story: ReturnType<typeof storyOf>, physicalId: string) => (field: string) =>
  story.detail({ kind: 'LoadBalancer', physicalId, field })

test('a load balancer has one web ACL, and the new one takes the place of the old', async () => {
  const story = storyOf(account)
  const balancer = await story.loadBalancer('a')
  const read = shown(story, balancer)
  expect(await read('webAcl')).toBe('none')
  await story.done(put(balancer, 'AssociateWebACL', { webAcl: strict }))
  await story.done(put(balancer, 'AssociateWebACL', { webAcl: 'arn:lax' }))
  expect(await read('webAcl')).toBe('arn:lax')
  expect(await read('classicWebAcl')).toBe('none')
  await story.done(takeOff(balancer, 'DisassociateWebACL', 'webAcl', 'arn:lax'))
  expect(await read('webAcl')).toBe('none')
})

test('WAF Classic keeps a web ACL of its own', async () => {
  const story = storyOf(account)
  const balancer = await story.loadBalancer('a')
  const read = shown(story, balancer)
  await story.done(put(balancer, 'AssociateWebACL', { webAcl: strict }))
  await story.done(put(balancer, 'AssociateWebACL', { classicWebAcl: 'id-1' }))
  expect([await read('webAcl'), await read('classicWebAcl')]).toEqual([strict, 'id-1'])
  await story.done(takeOff(balancer, 'DisassociateWebACL', 'classicWebAcl', 'id-1'))
  expect([await read('webAcl'), await read('classicWebAcl')]).toEqual([strict, 'none'])
})

test('a protection is made once, under a name, and deleted by its id', async () => {
  const story = storyOf(account)
  const balancer = await story.loadBalancer('a')
  const read = shown(story, balancer)
  const create = put(balancer, 'CreateProtection', { shieldProtection: protection })
  await story.done(create)
  await story.declined(create, 'conflict', 'ResourceAlreadyExistsException')
  const made = await read('shieldProtection')
  expect(made).toEqual({ ...protection, id: expect.any(String) })
  await story.declined(
    takeOff(balancer, 'DeleteProtection', 'shieldProtection', { ...protection, id: 'other' }),
    'missing',
    'ResourceNotFoundException'
  )
  await story.done(takeOff(balancer, 'DeleteProtection', 'shieldProtection', made))
  expect(await read('shieldProtection')).toBe('none')
})

test.each<{ name: string; account?: object; balancer?: Fields; call: (arn: string) => BoundCall; expected: string }>([
  {
    name: 'a web ACL that is not there',
    call: (arn) => put(arn, 'AssociateWebACL', { webAcl: 'arn:other' }),
    expected: 'WAFNonexistentItemException'
  },
  {
    name: 'a web ACL for a network load balancer',
    balancer: { type: 'network' },
    call: (arn) => put(arn, 'AssociateWebACL', { webAcl: strict }),
    expected: 'WAFInvalidParameterException'
  },
  {
    name: 'a web ACL for a load balancer that is not there',
    call: (arn) => put(`${arn}0`, 'AssociateWebACL', { webAcl: strict }),
    expected: 'WAFNonexistentItemException'
  },
  {
    name: 'protection without a subscription',
    account: { shieldSubscription: 'INACTIVE' },
    call: (arn) => put(arn, 'CreateProtection', { shieldProtection: protection }),
    expected: 'ResourceNotFoundException'
  },
  {
    name: 'protection for a load balancer that is not there',
    call: (arn) => put(`${arn}0`, 'CreateProtection', { shieldProtection: protection }),
    expected: 'ResourceNotFoundException'
  },
  {
    name: 'a web ACL beside subnets, as those are changed by another call',
    call: (arn) => put(arn, 'AssociateWebACL', { webAcl: strict, subnetMappings: [] }),
    expected: 'InvalidAction'
  }
])('AWS declines $name', async ({ account: given = {}, balancer = {}, call, expected }) => {
  const story = storyOf({ ...account, ...given })
  const arn = await story.loadBalancer('a', balancer)
  const answer = await story.world.aws.perform(call(arn))()
  expect(answer._tag === 'Left' ? answer.left.code : 'done').toBe(expected)
})
