import { type DetailNeeded, E } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import { details } from '../../src/details/details.js'
import { type Canned, recording } from '../support/recorded.js'
import { declined, elbv2Answer } from '../support/xml.js'

const json = (body: object): Canned => ({ body: JSON.stringify(body) })
const refused = (__type: string): Canned => ({ status: 400, body: JSON.stringify({ __type, message: 'no' }) })

interface Case {
  readonly name: string
  readonly needed: Pick<DetailNeeded, 'kind' | 'field'>
  readonly answer: Canned
  readonly value: unknown
}

const balancer = (field: string) => ({ kind: 'LoadBalancer', field }) as const

const cases: ReadonlyArray<Case> = [
  ...(['LoadBalancer', 'TargetGroup', 'Listener'] as const).map((kind) => ({
    name: `attributes of a ${kind}`,
    needed: { kind, field: 'attributes' },
    answer: {
      body: elbv2Answer(`Describe${kind}Attributes`, { Attributes: [{ Key: 'a', Value: '1' }, { Key: 'b' }] })
    },
    value: { a: '1', b: '' }
  })),
  {
    name: 'certificates by server name, without the default one',
    needed: { kind: 'Listener', field: 'certificates' },
    answer: {
      body: elbv2Answer('DescribeListenerCertificates', {
        Certificates: [
          { CertificateArn: 'arn:default', IsDefault: true },
          { CertificateArn: 'arn:other', IsDefault: false }
        ]
      })
    },
    value: ['arn:other']
  },
  {
    name: 'capacity that is reserved',
    needed: balancer('minimumCapacity'),
    answer: {
      body: elbv2Answer('DescribeCapacityReservation', { MinimumLoadBalancerCapacity: { CapacityUnits: 100 } })
    },
    value: 100
  },
  {
    name: 'no capacity where none is reserved',
    needed: balancer('minimumCapacity'),
    answer: { body: elbv2Answer('DescribeCapacityReservation', {}) },
    value: 0
  },
  { name: 'a web ACL', needed: balancer('webAcl'), answer: json({ WebACL: { ARN: 'arn:acl' } }), value: 'arn:acl' },
  { name: 'no web ACL', needed: balancer('webAcl'), answer: json({}), value: 'none' },
  {
    name: 'no web ACL of WAF Classic where it knows no such resource',
    needed: balancer('classicWebAcl'),
    answer: refused('WAFNonexistentItemException'),
    value: 'none'
  },
  {
    name: 'a web ACL of WAF Classic',
    needed: balancer('classicWebAcl'),
    answer: json({ WebACLSummary: { WebACLId: 'acl-1', Name: 'one' } }),
    value: 'acl-1'
  },
  {
    name: 'a protection, with the id by which it is taken off',
    needed: balancer('shieldProtection'),
    answer: json({ Protection: { Id: 'p-1', Name: 'mine' } }),
    value: { name: 'mine', id: 'p-1' }
  },
  {
    name: 'no protection',
    needed: balancer('shieldProtection'),
    answer: refused('ResourceNotFoundException'),
    value: 'none'
  }
]

test.each(cases)('$name', async ({ needed, answer, value }) => {
  const { clients, sent } = recording(() => answer)
  const detail = { ...needed, physicalId: 'arn:x' }
  expect(await details(clients)([detail])()).toEqual(E.right([{ ...detail, value: E.right(value) }]))
  expect(sent).toHaveLength(1)
})

describe('several details', () => {
  test('are read each for itself: what is gone spoils no other', async () => {
    const { clients } = recording(({ parameters }) =>
      parameters.LoadBalancerArn === 'arn:gone'
        ? declined('LoadBalancerNotFound')
        : { body: elbv2Answer('DescribeLoadBalancerAttributes', { Attributes: [] }) }
    )
    const needed = ['arn:there', 'arn:gone'].map((physicalId) => ({ ...balancer('attributes'), physicalId }))
    expect(await details(clients)(needed)()).toMatchObject(
      E.right([
        { physicalId: 'arn:there', value: E.right({}) },
        { physicalId: 'arn:gone', value: E.left({ kind: 'missing', call: 'DescribeLoadBalancerAttributes' }) }
      ])
    )
  })

  test('a field that no call reads is a mistake of the caller', async () => {
    const { clients } = recording()
    const needed = [{ kind: 'TargetGroup', field: 'name', physicalId: 'arn:x' }] as const
    await expect(details(clients)(needed)()).rejects.toThrow('no call of AWS reads name of a TargetGroup')
  })
})
