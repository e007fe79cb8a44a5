import { describe, expect, test } from 'vitest'
import type { ObservedState, Stack } from '../../src/resources/stack.js'
import { targetBindings } from '../../src/targets/bindings.js'
import { bindingManifest } from '../../testing/target-manifests.js'
import { clusterOf } from './parts.js'

const arn = (name: string): string => `arn:aws:elasticloadbalancing:us-west-2:1:targetgroup/${name}/0123456789abcdef`
const nothing: ObservedState = { stacks: new Map(), rulesPerLoadBalancer: 100 }

/** What AWS has of the group `shop/web`: one target group, and the security group that all load balancers share. */
const observed: ObservedState = {
  ...nothing,
  stacks: new Map([
    [
      'shop/web',
      {
        id: 'shop/web',
        resources: [
          {
            stack: 'shop/web',
            kind: 'TargetGroup',
            id: 'shop/web-web:80',
            physicalId: arn('ours'),
            spec: {},
            reported: {}
          }
        ]
      }
    ],
    [
      '*shared*',
      {
        id: '*shared*',
        resources: [
          { stack: '*shared*', kind: 'SecurityGroup', id: 'backend-sg', physicalId: 'sg-1', spec: {}, reported: {} }
        ]
      }
    ]
  ])
}

interface Said {
  readonly key: string
  readonly names: object
  readonly labels?: Readonly<Record<string, string>>
  readonly shared?: boolean
  readonly day?: number
  readonly role?: string
}

const binding = ({ key, names, labels = {}, shared = false, day = 1, role }: Said) =>
  bindingManifest(
    key,
    {
      ...names,
      ...{ targetType: 'ip', serviceRef: { name: 'web', port: 80 }, multiClusterTargetGroup: shared },
      ...(role === undefined ? {} : { iamRoleArnToAssume: role })
    },
    { labels, creationTimestamp: `2026-02-0${day}T00:00:00Z` }
  )
const refusals = (state: ObservedState, ...given: ReadonlyArray<Said>) =>
  Object.fromEntries(
    [...targetBindings(clusterOf(...given.map(binding)), state)].map(([key, each]) => [key, each.refusal?.code])
  )

const ownLabels = { 'ingress.k8s.aws/stack-namespace': 'shop', 'ingress.k8s.aws/stack-name': 'web' }
const ours = { targetGroupARN: arn('ours') }
const mine = { targetGroupARN: arn('mine') }

const cases: ReadonlyArray<{ name: string; given: ReadonlyArray<Said>; expected: object }> = [
  {
    name: 'one for a target group that nobody else names is taken',
    given: [{ key: 'shop/a', names: mine }],
    expected: { 'shop/a': undefined }
  },
  {
    name: 'the one that was made for a target group of an Ingress is taken',
    given: [{ key: 'shop/a', names: ours, labels: ownLabels }],
    expected: { 'shop/a': undefined }
  },
  {
    name: 'another one is not, by the ARN or by the name',
    given: [
      { key: 'shop/a', names: ours },
      { key: 'shop/b', names: { targetGroupName: 'ours' } }
    ],
    expected: { 'shop/a': 'binding/not-its-own', 'shop/b': 'binding/not-its-own' }
  },
  {
    name: 'nor is one with its labels in another namespace',
    given: [{ key: 'evil/a', names: ours, labels: ownLabels }],
    expected: { 'evil/a': 'binding/not-its-own' }
  },
  {
    name: 'of two the older is taken',
    given: [
      { key: 'shop/a', names: mine, day: 2 },
      { key: 'pay/b', names: { targetGroupName: 'mine' }, day: 1 }
    ],
    expected: { 'shop/a': 'binding/taken', 'pay/b': undefined }
  },
  {
    name: 'of two of one age the first by name is taken',
    given: [
      { key: 'shop/b', names: mine },
      { key: 'shop/a', names: mine }
    ],
    expected: { 'shop/b': 'binding/taken', 'shop/a': undefined }
  },
  {
    name: 'two that both share are taken',
    given: [
      { key: 'shop/a', names: mine, shared: true },
      { key: 'shop/b', names: mine, shared: true, day: 2 }
    ],
    expected: { 'shop/a': undefined, 'shop/b': undefined }
  },
  {
    name: 'two of which only the older shares are not',
    given: [
      { key: 'shop/a', names: mine, shared: true },
      { key: 'shop/b', names: mine, day: 2 }
    ],
    expected: { 'shop/a': undefined, 'shop/b': 'binding/taken' }
  },
  {
    name: 'nor two of which only the younger shares',
    given: [
      { key: 'shop/a', names: mine },
      { key: 'shop/b', names: mine, shared: true, day: 2 }
    ],
    expected: { 'shop/a': undefined, 'shop/b': 'binding/taken' }
  },
  {
    name: 'two in different accounts are taken',
    given: [
      { key: 'shop/a', names: { targetGroupName: 'mine' } },
      { key: 'shop/b', names: { targetGroupName: 'mine' }, role: 'arn:aws:iam::2:role/other', day: 2 }
    ],
    expected: { 'shop/a': undefined, 'shop/b': undefined }
  },
  {
    name: 'one that is refused for another reason takes nothing away from others',
    given: [
      { key: 'evil/a', names: ours, day: 1 },
      { key: 'shop/b', names: ours, labels: ownLabels, day: 2 }
    ],
    expected: { 'evil/a': 'binding/not-its-own', 'shop/b': undefined }
  }
]

describe('bindings of the cluster', () => {
  test.each(cases)('$name', ({ given, expected }) => {
    expect(refusals(observed, ...given)).toEqual(expected)
  })
})

describe('bindings of stacks', () => {
  const wanted: Stack = {
    id: 'shop/web',
    resources: [
      {
        stack: 'shop/web',
        kind: 'TargetGroupBinding',
        id: 'shop/web-web:80',
        spec: {
          namespace: 'shop',
          name: 'ours',
          spec: {
            targetGroup: { ref: true, stack: 'shop/web', kind: 'TargetGroup', id: 'shop/web-web:80', output: 'arn' },
            ...{ targetType: 'ip', targetGroupProtocol: 'HTTP', ipAddressType: 'ipv4', vpcId: 'vpc-1' },
            serviceRef: { name: 'web', port: 80 },
            networking: [
              {
                from: [
                  {
                    securityGroup: {
                      ...{ ref: true, stack: '*shared*', kind: 'SecurityGroup', id: 'backend-sg', output: 'groupId' }
                    }
                  }
                ],
                ports: [{ protocol: 'TCP', port: 8080 }]
              }
            ]
          }
        }
      }
    ]
  }

  test('name what AWS has', () => {
    const [found] = targetBindings(clusterOf(), observed, [wanted]).values()
    expect(found).toMatchObject({
      ...{ key: 'shop/ours', origin: 'stack', stack: 'shop/web', targetGroup: arn('ours'), read: undefined },
      spec: {
        targetGroupARN: arn('ours'),
        networking: [{ from: [{ securityGroup: { groupID: 'sg-1' } }], ports: [{ protocol: 'TCP', port: 8080 }] }]
      }
    })
  })

  test('are none as long as AWS has not got what they refer to', () => {
    expect(targetBindings(clusterOf(), nothing, [wanted]).size).toBe(0)
  })

  test('are objects where the cluster has them', () => {
    const object = binding({ key: 'shop/ours', names: ours, labels: ownLabels })
    const [found] = targetBindings(clusterOf(object), observed, [wanted]).values()
    expect(found).toMatchObject({ origin: 'object', stack: 'shop/web', refusal: undefined })
  })
})
