import { describe, expect, test } from 'vitest'
import {
  Checked,
  canonical,
  decodePlanFile,
  InstallationCodec,
  installation,
  masked,
  type ObservedState,
  type Plan,
  planFileJson,
  type Step,
  stalenessOf,
  unlawful,
  unmaskedBy
} from '../../src/index.js'
import { redact } from '../../src/support/redacted.js'

const install = installation({
  ...{ clusterName: 'demo', region: 'eu-central-1', accountId: '111122223333', vpcId: 'vpc-1' },
  ...{ externalManagedTags: new Set(['team']), requiredSecretsLabel: { key: 'a', value: 'b' }, enableShield: false }
})

const stack = 'shop/web'
const arn = 'arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/web/1'
const balancer = { stack, kind: 'LoadBalancer', id: 'LoadBalancer' } as const

const observedWith = (spec: object = {}): ObservedState => ({
  rulesPerLoadBalancer: 100,
  stacks: new Map([
    [
      stack,
      {
        id: stack,
        resources: [
          {
            ...balancer,
            physicalId: arn,
            spec: { scheme: 'internal', securityGroups: ['sg-1', 'sg-2'], attributes: { a: '1' }, ...spec },
            reported: { dnsName: 'web.example', state: 'active' }
          }
        ]
      }
    ]
  ])
})

const secret = 'correct-horse'

const stepWith = (members: object): Step =>
  ({
    id: 'SetSecurityGroups shop/web LoadBalancer',
    stack,
    causes: [{ because: 'changed', field: 'securityGroups' }],
    on: 'aws',
    call: {
      do: 'modify',
      kind: 'LoadBalancer',
      action: 'SetSecurityGroups',
      subject: { ...balancer, physicalId: arn },
      fields: { securityGroups: ['sg-3'] },
      ...members
    }
  }) as Step

const planOf = (...steps: ReadonlyArray<Step>): Plan => ({ steps, after: new Map() })

const saved = (plan: Plan, observed = observedWith()): unknown =>
  JSON.parse(JSON.stringify(planFileJson(install, plan, observed)))

const read = (json: unknown) => {
  const file = decodePlanFile(json, 'saved.json')
  if (file._tag === 'Left') throw new Error(JSON.stringify(file.left))
  return file.right
}

test('what is saved is what is read: the installation, the steps, and what they were made from', () => {
  const file = read(saved(planOf(stepWith({}))))
  expect(file.install).toEqual(install)
  expect(file.plan).toEqual(planOf(stepWith({})))
  expect(file.basis.details).toEqual([{ kind: 'LoadBalancer', physicalId: arn, field: 'attributes' }])
})

test('every setting of an installation comes back', () => {
  const text = JSON.stringify(InstallationCodec.encode(install))
  expect(InstallationCodec.decode(JSON.parse(text))).toMatchObject({ right: install })
})

describe('a plan is stale', () => {
  const { basis } = read(saved(planOf(stepWith({}))))

  test.each([
    { name: 'nothing changed', spec: {}, isStale: false },
    { name: 'AWS tells groups in another order', spec: { securityGroups: ['sg-2', 'sg-1'] }, isStale: false },
    { name: 'a group is another', spec: { securityGroups: ['sg-1', 'sg-9'] }, isStale: true },
    { name: 'an attribute is another', spec: { attributes: { a: '2' } }, isStale: true },
    { name: 'a tag came', spec: { tags: { team: 'web' } }, isStale: true }
  ])('when $name: $isStale', ({ spec, isStale }) => {
    const staleness = stalenessOf(basis, observedWith(spec))
    expect(staleness.isStale).toBe(isStale)
    expect(staleness.differences).toEqual(isStale ? [{ resource: balancer, is: 'changed' }] : [])
  })

  test('when what it is about is gone', () => {
    const nothing: ObservedState = { rulesPerLoadBalancer: 100, stacks: new Map() }
    expect(stalenessOf(basis, nothing)).toEqual({ isStale: true, differences: [{ resource: balancer, is: 'gone' }] })
    expect(stalenessOf(read(saved(planOf(stepWith({})), nothing)).basis, observedWith())).toEqual({
      isStale: true,
      differences: [{ resource: balancer, is: 'new' }]
    })
  })

  test('not by what AWS reports, nor by what happens to other stacks', () => {
    const { stacks, ...rest } = observedWith()
    const other = {
      ...rest,
      stacks: new Map([
        ...[...stacks].map(([id, each]) => {
          const resources = each.resources.map((resource) => ({ ...resource, reported: { state: 'failed' as const } }))
          return [id, { id, resources }] as const
        }),
        ['blog', { id: 'blog', resources: [] }] as const
      ])
    }
    expect(stalenessOf(basis, other).isStale).toBe(false)
  })
})

describe('a file of a stranger is refused', () => {
  const own = { 'elbv2.k8s.aws/cluster': 'demo', 'ingress.k8s.aws/stack': stack, 'ingress.k8s.aws/resource': 'x' }
  const group = { stack, kind: 'SecurityGroup', id: 'x' } as const
  const create = (tags: object) =>
    stepWith({
      ...{ do: 'create', kind: 'SecurityGroup', action: 'CreateSecurityGroup', subject: group },
      spec: { groupName: 'g', description: 'd', vpcId: 'vpc-1', tags }
    })

  test.each([
    { name: 'a change of what is there and ours', step: stepWith({}), isLawful: true },
    {
      name: 'a load balancer that is not of ours',
      step: stepWith({ subject: { ...balancer, physicalId: 'arn:other' } }),
      isLawful: false
    },
    {
      name: 'a load balancer under the name of another stack',
      step: stepWith({ subject: { ...balancer, stack: 'other', physicalId: arn } }),
      isLawful: false
    },
    { name: 'something that the plan does not make', step: stepWith({ subject: balancer }), isLawful: false },
    { name: 'another call than the kind declares', step: stepWith({ action: 'DeleteLoadBalancer' }), isLawful: false },
    { name: 'a creation with our tags', step: create(own), isLawful: true },
    { name: 'a creation without tags', step: create({}), isLawful: false },
    {
      name: 'a creation for another cluster',
      step: create({ ...own, 'elbv2.k8s.aws/cluster': 'prod' }),
      isLawful: false
    },
    {
      name: 'a creation for another stack',
      step: create({ ...own, 'ingress.k8s.aws/stack': 'other' }),
      isLawful: false
    }
  ])('$name: lawful is $isLawful', ({ step, isLawful }) => {
    const found = unlawful(read(saved(planOf(step))), observedWith(), 'saved.json')
    expect(found.map(({ code }) => code)).toEqual(isLawful ? [] : ['plan/foreign'])
  })

  test.each([
    { finalizer: 'ingress.k8s.aws/resources', isLawful: true },
    { finalizer: 'kubernetes.io/pvc-protection', isLawful: false }
  ])('the finalizer $finalizer: lawful is $isLawful', ({ finalizer, isLawful }) => {
    const object = { kind: 'Ingress', namespace: 'shop', name: 'web' }
    const step: Step = {
      ...{ id: 'f', stack, causes: [], on: 'kubernetes' as const },
      write: { write: 'removeFinalizer', object, finalizer }
    }
    const found = unlawful(read(saved(planOf(step))), observedWith(), 'saved.json')
    expect(found.length === 0).toBe(isLawful)
  })
})

describe('a file that is not whole is refused', () => {
  const file = saved(planOf(stepWith({}))) as object

  test.each([
    { name: 'without what it was made from', json: { ...file, madeFrom: undefined } },
    { name: 'without its installation', json: { ...file, installation: undefined } },
    { name: 'of another version', json: { ...file, schemaVersion: 99 } },
    { name: 'that is a list', json: [] }
  ])('$name', ({ json }) => {
    const [first] = Checked.findings(decodePlanFile(JSON.parse(JSON.stringify(json)), 'saved.json'))
    expect(first).toMatchObject({ code: 'plan/unreadable', at: { object: { name: 'saved.json' } } })
  })
})

describe('secrets', () => {
  const action = {
    type: 'authenticate-oidc',
    ...{ issuer: 'i', authorizationEndpoint: 'a', tokenEndpoint: 't', userInfoEndpoint: 'u' },
    ...{ clientId: redact('me'), clientSecret: redact(secret), sessionCookieName: 's', scope: 'o', sessionTimeout: 1 },
    onUnauthenticatedRequest: 'deny'
  }
  const listener = { stack, kind: 'Listener', id: '443', physicalId: 'arn:listener' } as const
  const guarded = (actions: ReadonlyArray<unknown>): Step =>
    ({
      ...stepWith({}),
      id: 'ModifyListener shop/web 443',
      call: {
        ...{ do: 'modify', kind: 'Listener', action: 'ModifyListener', subject: listener },
        fields: { defaultActions: actions }
      }
    }) as Step

  test('none is in the file, and a plan that is made anew gives them back', () => {
    const json = saved(planOf(guarded([action]), stepWith({})))
    expect(JSON.stringify(json)).not.toContain(secret)
    const { plan } = read(json)
    expect(canonical(masked(plan.steps[0]))).toBe(canonical(masked(guarded([action]))))
    expect(unmaskedBy(plan, planOf(guarded([action])))).toEqual({
      plan: planOf(guarded([action]), stepWith({})),
      missing: []
    })
  })

  test.each([
    { name: 'has no such step', fresh: planOf() },
    { name: 'does something else', fresh: planOf(guarded([{ ...action, scope: 'other' }])) }
  ])('a step keeps its mask where the new plan $name', ({ fresh }) => {
    const { plan } = read(saved(planOf(guarded([action]))))
    expect(unmaskedBy(plan, fresh).missing).toEqual(['ModifyListener shop/web 443'])
  })
})
