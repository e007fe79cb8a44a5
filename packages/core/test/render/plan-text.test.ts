import { describe, expect, test } from 'vitest'
import { type Cause, emptyPlan, type Plan, type Step } from '../../src/plan/step.js'
import { planText } from '../../src/render/plan-text.js'
import { planView } from '../../src/render/plan-view.js'
import { plainStyle, styleOf } from '../../src/render/style.js'
import type { Spec } from '../../src/resources/kinds.js'
import type { AwsKind, Ref } from '../../src/resources/ref.js'
import { redact } from '../../src/support/redacted.js'

const stack = 'shop/web'
const cart = 'shop/web-cart:80'
const because = (words: Cause['because'], rest: Omit<Cause, 'because'> = {}): Cause => ({ because: words, ...rest })

const aws = (call: Extract<Step, { on: 'aws' }>['call'], ...causes: ReadonlyArray<Cause>): Step => ({
  id: `${call.action} ${'subject' in call ? call.subject.id : 'tags'}`,
  stack,
  causes,
  on: 'aws',
  call
})

const create = <K extends AwsKind>(kind: K, action: string, id: string, cause: Cause = because('absent')): Step =>
  // The texts do not show what is created, so an empty spec will do.
  aws({ do: 'create', kind, action, subject: { stack, kind, id }, spec: {} } as never, cause)

const modify = <K extends AwsKind>(
  kind: K,
  action: string,
  id: string,
  fields: Partial<Spec<K>>,
  ...causes: ReadonlyArray<Cause>
) =>
  // Kind and fields belong together by the parameters above.
  aws({ do: 'modify', kind, action, subject: { stack, kind, id, physicalId: 'arn:1' }, fields } as never, ...causes)

const planOf = (steps: ReadonlyArray<Step>, after: Readonly<Record<string, ReadonlyArray<string>>> = {}): Plan => ({
  steps,
  after: new Map(Object.entries(after))
})

const text = (...steps: ReadonlyArray<Step>): string => planText(planOf(steps), plainStyle)

test('a plan is read step by step, with what each waits for', () => {
  const group = create('SecurityGroup', 'CreateSecurityGroup', 'ManagedLBSecurityGroup')
  const balancer = create('LoadBalancer', 'CreateLoadBalancer', 'LoadBalancer')
  const health = modify(
    'TargetGroup',
    'ModifyTargetGroup',
    cart,
    {},
    because('changed', {
      field: 'healthCheck',
      observed: { path: '/', intervalSeconds: 15 },
      desired: { path: '/healthz', intervalSeconds: 15 }
    })
  )
  const claim: Step = {
    id: 'addFinalizer shop/web',
    stack,
    causes: [because('joins')],
    on: 'kubernetes',
    write: { write: 'addFinalizer', object: { kind: 'Ingress', namespace: 'shop', name: 'web' }, finalizer: 'f' }
  }
  const plan = planOf([claim, group, balancer, health], {
    [group.id]: [claim.id],
    [balancer.id]: [group.id, claim.id]
  })
  expect(planText(plan, plainStyle)).toMatchInlineSnapshot(`
    "shop/web
      1 ↻ AddFinalizer         Ingress shop/web  joins the group
      2 + CreateSecurityGroup  security group of shop/web  does not exist yet; after 1
      3 + CreateLoadBalancer   load balancer of shop/web  does not exist yet; after 1, 2
      4 ~ ModifyTargetGroup    target group shop/web-cart:80  healthCheck.path: "/" → "/healthz"

    Plan: 2 to create, 1 to change, 0 to delete. One write to a Kubernetes object."
  `)
})

test('an empty plan is nothing to do', () => {
  expect(planText(emptyPlan, plainStyle)).toBe('Nothing to do.')
})

test('stacks are sorted, and steps keep their places in the plan', () => {
  const [first, second] = [create('Listener', 'CreateListener', '80'), create('Listener', 'CreateListener', '443')]
  const plan = planOf([
    { ...first, stack: 'b' },
    { ...second, stack: 'a' }
  ])
  expect(planView(plan).stacks.map(({ stack: name, steps }) => [name, steps.map(({ number }) => number)])).toEqual([
    ['a', [2]],
    ['b', [1]]
  ])
})

test('what belongs to a network load balancer in front is told by the port there', () => {
  const group = create('TargetGroup', 'CreateTargetGroup', 'FrontendNlb-tg-TCP-8443')
  const listener = create('Listener', 'CreateListener', 'FrontendNlb-ls-TCP-8443')
  expect(text(group, listener)).toContain('CreateTargetGroup  target group of network listener 8443')
  expect(text(group, listener)).toContain('CreateListener     network listener 8443')
})

describe('a step has one glyph', () => {
  const old = { stack, kind: 'LoadBalancer', id: 'LoadBalancer', superseded: 1, physicalId: 'arn:old' } as const
  test.each<{ name: string; given: Step; expected: string }>([
    { name: 'create', given: create('Listener', 'CreateListener', '80'), expected: '+ CreateListener  listener 80' },
    {
      name: 'replace',
      given: create(
        'LoadBalancer',
        'CreateLoadBalancer',
        'LoadBalancer',
        because('replaced', { field: 'scheme', observed: 'internal', desired: 'internet-facing' })
      ),
      expected: '± CreateLoadBalancer  load balancer of shop/web'
    },
    {
      name: 'delete',
      given: aws(
        { do: 'delete', kind: 'LoadBalancer', action: 'DeleteLoadBalancer', subject: old },
        because('superseded')
      ),
      expected: '- DeleteLoadBalancer  old load balancer of shop/web'
    },
    {
      name: 'add',
      given: aws({
        do: 'add',
        kind: 'Listener',
        action: 'AddListenerCertificates',
        subject: { stack, kind: 'Listener', id: '443' },
        field: 'certificates',
        elements: ['arn:c']
      }),
      expected: '~ AddListenerCertificates  listener 443'
    },
    {
      name: 'tag',
      given: aws({
        do: 'tag',
        kind: 'TargetGroup',
        action: 'AddTags',
        subjects: ['a', 'b', 'c', 'd'].map((id) => ({ stack, kind: 'TargetGroup', id }) as const),
        tags: {}
      }),
      expected: '~ AddTags  target group a, target group b and 2 more'
    },
    {
      name: 'prioritise',
      given: aws({
        do: 'prioritise',
        kind: 'ListenerRule',
        action: 'SetRulePriorities',
        subject: { stack, kind: 'Listener', id: '443' },
        rules: [{ rule: { stack, kind: 'ListenerRule', id: '443:1' }, from: 3, to: 1 }]
      }),
      expected: '~ SetRulePriorities  listener 443: rule 443:1 (3 to 1)'
    }
  ])('$name', ({ given, expected }) => {
    expect(text(given).split('\n')[1]?.startsWith(`  1 ${expected}`)).toBe(true)
  })

  test('in ASCII where the terminal knows no more', () => {
    const step = create(
      'LoadBalancer',
      'CreateLoadBalancer',
      'LoadBalancer',
      because('replaced', { field: 'scheme', observed: 'a', desired: 'b' })
    )
    const ascii = planText(planOf([step]), styleOf({ unicode: false, colour: false }))
    expect(ascii).toContain('# CreateLoadBalancer')
    expect(ascii).toContain('scheme: "a" -> "b"')
    expect([...ascii].every((character) => character < '\u0080')).toBe(true)
  })

  test('with colour only where it is asked for', () => {
    const step = create('Listener', 'CreateListener', '80')
    expect(planText(planOf([step]), styleOf({ unicode: true, colour: true }))).toContain(
      '\u001b[32m+ CreateListener\u001b[0m'
    )
    expect(planText(planOf([step]), plainStyle)).not.toContain('\u001b')
  })
})

describe('a step says why', () => {
  const target = (weight: number): unknown => [
    {
      type: 'forward',
      targetGroups: [
        { targetGroup: 'arn:tg', weight },
        { targetGroup: 'arn:other', weight: 1 }
      ]
    }
  ]
  const logIn = {
    type: 'authenticate-oidc',
    issuer: 'https://id.example',
    authorizationEndpoint: 'https://id.example/authorize',
    tokenEndpoint: 'https://id.example/token',
    userInfoEndpoint: 'https://id.example/userinfo',
    scope: 'openid',
    sessionCookieName: 'session',
    sessionTimeout: 3600
  }
  const oldGroup: Ref = { ref: true, stack, kind: 'TargetGroup', id: cart, superseded: 1, output: 'arn' }
  const newGroup: Ref = { ref: true, stack, kind: 'TargetGroup', id: cart, output: 'arn' }

  test.each<{ name: string; cause: Cause; expected: string }>([
    { name: 'something new', cause: because('absent'), expected: 'does not exist yet' },
    {
      name: 'a number deep inside',
      cause: because('changed', { field: 'actions', observed: target(20), desired: target(80) }),
      expected: 'actions[0].targetGroups[0].weight: 20 → 80'
    },
    {
      name: 'a real change, without what AWS fills in beside it',
      cause: because('changed', {
        field: 'actions',
        observed: [
          { type: 'forward', targetGroups: [{ targetGroup: 'arn:old', weight: 1 }], stickiness: { enabled: false } }
        ],
        desired: [{ type: 'forward', targetGroups: [{ targetGroup: 'arn:new' }] }]
      }),
      expected: 'actions[0].targetGroups[0].targetGroup: "arn:old" → "arn:new"'
    },
    {
      name: 'a list of another length is shown whole',
      cause: because('changed', { field: 'securityGroups', observed: ['sg-1'], desired: ['sg-1', 'sg-2'] }),
      expected: 'securityGroups: ["sg-1"] → ["sg-1", "sg-2"]'
    },
    {
      name: 'what is not set',
      cause: because('changed', { field: 'sslPolicy', observed: undefined, desired: 'P' }),
      expected: 'sslPolicy: not set → "P"'
    },
    {
      name: 'attributes that nobody declares are not mentioned',
      cause: because('changed', { field: 'attributes', observed: { a: '1', b: '2' }, desired: { a: '3' } }),
      expected: 'attributes.a: "1" → "3"'
    },
    {
      name: 'attributes of something new are told one by one',
      cause: because('changed', { field: 'attributes', observed: undefined, desired: { a: '1', b: '2' } }),
      expected: 'attributes.a: not set → "1", attributes.b: not set → "2"'
    },
    {
      name: 'references by the names that people use',
      cause: because('changed', { field: 'targetGroup', observed: oldGroup, desired: newGroup }),
      expected: `targetGroup: old target group ${cart} → target group ${cart}`
    },
    {
      name: 'long values are cut',
      cause: because('changed', { field: 'description', observed: 'a'.repeat(500), desired: 'b' }),
      expected: `description: "${'a'.repeat(58)}… → "b"`
    },
    {
      name: 'long values that begin alike are shown whole',
      cause: because('changed', {
        field: 'description',
        observed: `${'a'.repeat(60)}b`,
        desired: `${'a'.repeat(60)}c`
      }),
      expected: `description: "${'a'.repeat(60)}b" → "${'a'.repeat(60)}c"`
    },
    {
      name: 'of a long ARN the end is shown',
      cause: because('changed', {
        field: 'certificates',
        desired: ['arn:aws:acm:eu-central-1:111122223333:certificate/00000001-0000-4000-8000-00000000c0de']
      }),
      expected: 'gains certificates ["arn:…:certificate/00000001-0000-4000-8000-00000000c0de"]'
    },
    {
      name: 'ARNs that differ in account alone are shown whole',
      cause: because('changed', {
        field: 'webAcl',
        observed: 'arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/front/1',
        desired: 'arn:aws:wafv2:eu-central-1:444455556666:regional/webacl/front/1'
      }),
      expected:
        'webAcl: "arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/front/1" → "arn:aws:wafv2:eu-central-1:444455556666:regional/webacl/front/1"'
    },
    {
      name: 'many differences are counted',
      cause: because('changed', {
        field: 'tags',
        observed: {},
        desired: { a: '1', b: '2', c: '3', d: '4', e: '5', f: '6' }
      }),
      expected: 'tags.a: not set → "1", tags.b: not set → "2", tags.c: not set → "3", tags.d: not set → "4", and 2 more'
    },
    {
      name: 'what is added to a set',
      cause: because('changed', {
        field: 'ingress',
        desired: [{ protocol: 'tcp', fromPort: 80, toPort: 80, source: { cidr: '0.0.0.0/0' } }]
      }),
      expected: 'gains ingress [tcp 80 from 0.0.0.0/0]'
    },
    {
      name: 'of a long list each item is told, and many are counted',
      cause: because('changed', {
        field: 'certificates',
        desired: ['1', '2', '3', '4', '5', '6'].map((id) => id.repeat(30))
      }),
      expected: `gains certificates [${['1', '2', '3', '4'].map((id) => `"${id.repeat(30)}"`).join(', ')}, and 2 more]`
    },
    {
      name: 'of a long record each member is told',
      cause: because('changed', { field: 'tags', desired: { a: 'a'.repeat(40), b: 'b'.repeat(40) } }),
      expected: `gains tags {a: "${'a'.repeat(40)}", b: "${'b'.repeat(40)}"}`
    },
    {
      name: 'what is taken from a set',
      cause: because('surplus', { field: 'certificates', observed: ['arn:c'] }),
      expected: 'is wanted no more (certificates ["arn:c"])'
    },
    {
      name: 'a replacement',
      cause: because('replaced', { field: 'protocol', observed: 'HTTP', desired: 'HTTPS' }),
      expected: 'cannot be changed in place (protocol: "HTTP" → "HTTPS")'
    },
    {
      name: 'secrets stay secret',
      cause: because('changed', {
        field: 'login',
        observed: { clientSecret: 'old', id: redact('x') },
        desired: { clientSecret: 'new', id: redact('x') }
      }),
      expected: 'has changed'
    },
    {
      name: 'of secrets it is told that they differ',
      cause: because('changed', { field: 'login', observed: { id: redact('x') }, desired: { id: redact('y') } }),
      expected: 'login.id: [REDACTED] → another [REDACTED]'
    },
    {
      name: 'a secret that AWS does not show is no reason',
      cause: because('changed', {
        field: 'actions',
        observed: [{ ...logIn, clientId: redact('x') }],
        desired: [{ ...logIn, clientId: redact('y'), clientSecret: redact('z') }]
      }),
      expected: 'actions[0].clientId: [REDACTED] → another [REDACTED]'
    },
    {
      name: 'a secret beside nothing stays secret too',
      cause: because('changed', { field: 'login', observed: undefined, desired: { clientSecret: 'new' } }),
      expected: 'login: not set → {clientSecret: "[REDACTED]"}'
    },
    {
      name: 'text of users breaks no line',
      cause: because('changed', { field: 'description', observed: 'a\nPlan: nothing\u001b[2J', desired: '\u202eb' }),
      expected: 'description: "a\\nPlan: nothing\\u001b[2J" → "\\u{202e}b"'
    }
  ])('$name', ({ cause, expected }) => {
    const plan = planOf([modify('TargetGroup', 'ModifyTargetGroup', cart, {}, cause)])
    expect(planView(plan).stacks[0]?.steps[0]?.reasons).toEqual([expected])
  })

  const health = because('changed', { field: 'port', observed: 80, desired: 81 })
  const note = because('changed', { field: 'name', observed: 'a'.repeat(70), desired: 'b'.repeat(70) })

  test.each<{ name: string; causes: ReadonlyArray<Cause>; lines: number }>([
    { name: 'on the line of the step, when it is short', causes: [health], lines: 1 },
    { name: 'below, when it is long', causes: [note], lines: 2 },
    { name: 'below, when there are several', causes: [health, note], lines: 3 },
    { name: 'once, when several say the same', causes: [health, health], lines: 1 }
  ])('$name', ({ causes, lines }) => {
    const shown = text(modify('TargetGroup', 'ModifyTargetGroup', cart, {}, ...causes)).split('\n')
    // Besides: the title of the stack, an empty line, and the summary.
    expect(shown).toHaveLength(lines + 3)
  })
})

test('whatever a saved plan holds, it writes no line of its own', () => {
  const nasty = 'x\n  2 + forged\u001b[2J'
  const step = aws(
    { do: 'delete', kind: 'Listener', action: nasty, subject: { stack: nasty, kind: 'Listener', id: nasty } },
    because('changed', { field: nasty, observed: nasty, desired: { [nasty]: nasty } })
  )
  const lines = planText(planOf([{ ...step, stack: nasty }]), plainStyle).split('\n')
  expect(lines).toHaveLength(5)
  expect(lines.join('')).not.toMatch(/\p{Cc}/u)
})

describe('the summary counts resources', () => {
  const made = { stack, kind: 'Listener', id: '80' } as const
  const subject = { ...made, physicalId: 'arn:1' }
  test.each<{ name: string; given: ReadonlyArray<Step>; expected: string }>([
    {
      name: 'what is created and then set up is created',
      given: [
        create('Listener', 'CreateListener', '80'),
        aws({ do: 'modify', kind: 'Listener', action: 'ModifyListenerAttributes', subject: made, fields: {} })
      ],
      expected: 'Plan: 1 to create, 0 to change, 0 to delete.'
    },
    {
      name: 'two calls on one resource are one change',
      given: [modify('Listener', 'ModifyListener', '80', {}), modify('Listener', 'ModifyListenerAttributes', '80', {})],
      expected: 'Plan: 0 to create, 1 to change, 0 to delete.'
    },
    {
      name: 'what is emptied and then deleted is deleted',
      given: [
        modify('Listener', 'ModifyListener', '80', {}),
        aws({ do: 'delete', kind: 'Listener', action: 'DeleteListener', subject })
      ],
      expected: 'Plan: 0 to create, 0 to change, 1 to delete.'
    },
    {
      name: 'what makes room for a new one of the same name is changed, and the new one created',
      given: [modify('Listener', 'ModifyListener', '80', {}), create('Listener', 'CreateListener', '80')],
      expected: 'Plan: 1 to create, 1 to change, 0 to delete.'
    },
    {
      name: 'finalizers and status are writes',
      given: ['a', 'b'].map((name) => ({
        id: name,
        stack,
        causes: [],
        on: 'kubernetes',
        write: { write: 'removeFinalizer', object: { kind: 'Ingress', namespace: 'shop', name }, finalizer: 'f' }
      })),
      expected: 'Plan: 0 to create, 0 to change, 0 to delete. 2 writes to Kubernetes objects.'
    }
  ])('$name', ({ given, expected }) => {
    expect(
      text(...given)
        .split('\n')
        .at(-1)
    ).toBe(expected)
  })
})
