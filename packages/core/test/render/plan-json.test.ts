import { describe, expect, test } from 'vitest'
import { Checked, pathText } from '../../src/index.js'
import type { Plan, Step } from '../../src/plan/step.js'
import { decodePlan, planJson } from '../../src/render/plan-json.js'
import type { Action } from '../../src/resources/action.js'
import { redact } from '../../src/support/redacted.js'

const stack = 'shop/web'
const object = { kind: 'Ingress', namespace: 'shop', name: 'web' }
const target = { stack, kind: 'TargetGroup', id: 'shop/web-cart:80' } as const
const arn = { ref: true, ...target, output: 'arn' } as const
const listener = { stack, kind: 'Listener', id: '443', physicalId: 'arn:443' } as const
const group = { stack, kind: 'SecurityGroup', id: 'ManagedLBSecurityGroup' } as const
const binding = { stack, kind: 'TargetGroupBinding', id: target.id } as const
const rule = { stack, kind: 'ListenerRule', id: '443:1', superseded: 1 } as const

/** One step of every shape. */
const steps: ReadonlyArray<Step> = [
  {
    id: 'claim',
    stack,
    causes: [{ because: 'joins' }],
    on: 'kubernetes',
    write: { write: 'addFinalizer', object, finalizer: 'f' }
  },
  {
    id: 'create',
    stack,
    causes: [{ because: 'absent' }],
    on: 'aws',
    call: {
      do: 'create',
      kind: 'SecurityGroup',
      action: 'CreateSecurityGroup',
      subject: group,
      spec: { groupName: 'g', tags: { a: 'b' } }
    }
  },
  {
    id: 'authorize',
    stack,
    causes: [{ because: 'changed', field: 'ingress', desired: [1] }],
    on: 'aws',
    call: {
      do: 'add',
      kind: 'SecurityGroup',
      action: 'AuthorizeSecurityGroupIngress',
      subject: group,
      field: 'ingress',
      elements: [{ protocol: 'tcp', fromPort: 80, toPort: 80, source: { cidr: '0.0.0.0/0' } }]
    }
  },
  {
    id: 'modify',
    stack,
    causes: [{ because: 'changed', field: 'defaultActions', observed: [], desired: [{ type: 'forward' }] }],
    on: 'aws',
    call: {
      do: 'modify',
      kind: 'Listener',
      action: 'ModifyListener',
      subject: listener,
      fields: { defaultActions: [{ type: 'forward', targetGroups: [{ targetGroup: arn, weight: 1 }] }] }
    }
  },
  {
    id: 'remove',
    stack,
    causes: [],
    on: 'aws',
    call: { do: 'remove', kind: 'Listener', action: 'R', subject: listener, field: 'certificates', elements: ['arn:c'] }
  },
  {
    id: 'tag',
    stack,
    causes: [],
    on: 'aws',
    call: { do: 'tag', kind: 'Listener', action: 'AddTags', subjects: [listener], tags: { a: 'b' } }
  },
  {
    id: 'untag',
    stack,
    causes: [],
    on: 'aws',
    call: { do: 'untag', kind: 'Listener', action: 'RemoveTags', subjects: [listener], tags: { a: 'b' } }
  },
  {
    id: 'prioritise',
    stack,
    causes: [],
    on: 'aws',
    call: {
      do: 'prioritise',
      kind: 'ListenerRule',
      action: 'SetRulePriorities',
      subject: listener,
      rules: [{ rule, from: 1, to: 2 }]
    }
  },
  {
    id: 'delete',
    stack,
    causes: [],
    on: 'aws',
    call: { do: 'delete', kind: 'Listener', action: 'DeleteListener', subject: listener }
  },
  {
    id: 'bind',
    stack,
    causes: [],
    on: 'kubernetes',
    write: {
      write: 'createBinding',
      subject: binding,
      object,
      labels: { a: 'b' },
      spec: {
        targetGroup: arn,
        targetType: 'ip',
        targetGroupProtocol: 'HTTP',
        serviceRef: { name: 'cart', port: 'http' },
        ipAddressType: 'ipv4',
        vpcId: 'vpc-1'
      }
    }
  },
  { id: 'unbind', stack, causes: [], on: 'kubernetes', write: { write: 'deleteBinding', subject: binding, object } },
  {
    id: 'status',
    stack,
    causes: [{ because: 'published' }],
    on: 'kubernetes',
    write: {
      write: 'status',
      object,
      status: [
        {
          hostname: { ref: true, stack, kind: 'LoadBalancer', id: 'LoadBalancer', output: 'dnsName' },
          ports: [443]
        }
      ]
    }
  }
]

const plan: Plan = {
  steps,
  after: new Map([
    ['authorize', ['create']],
    ['status', ['claim', 'modify']]
  ])
}

/** What a file holds. */
const saved = (given: Plan): Record<string, unknown> => JSON.parse(JSON.stringify(planJson(given)))

const problems = (json: unknown): ReadonlyArray<string> =>
  Checked.findings(decodePlan(json, 'plan.json')).map(({ at, message }) => `${pathText(at.path)}: ${message}`)

test('a saved plan decodes to the same plan', () => {
  expect(decodePlan(saved(plan), 'plan.json')).toEqual(Checked.ok(plan))
})

test('a saved plan says its version and what it will do', () => {
  expect(saved(plan)).toMatchObject({ schemaVersion: 1, summary: { create: 2, change: 1, delete: 2, writes: 2 } })
})

describe('a saved plan is input like any other', () => {
  const change = (index: number, members: object): unknown => {
    const file = saved(plan)
    const all = (file.steps as ReadonlyArray<object>).map((step, i) => (i === index ? { ...step, ...members } : step))
    return { ...file, steps: all }
  }
  const call = (members: object): unknown => ({
    do: 'delete',
    kind: 'Listener',
    action: 'DeleteListener',
    subject: listener,
    ...members
  })

  test.each<{ name: string; given: unknown; expected: ReadonlyArray<string> }>([
    {
      name: 'another version',
      given: { ...saved(plan), schemaVersion: 2 },
      expected: ['schemaVersion: It has version 2, and this program reads version 1.']
    },
    {
      name: 'no plan at all',
      given: [],
      expected: [': It is [], and should be { schemaVersion: number, steps: Array<unknown> }.']
    },
    {
      name: 'a step of no kind',
      given: change(0, { on: 'paper' }),
      expected: ['steps[0].on: It is "paper", and should be aws or kubernetes.']
    },
    {
      name: 'a call of no kind',
      given: change(8, { call: call({ do: 'destroy' }) }),
      expected: [
        'steps[8].call.do: It is "destroy", and should be create or modify or add or remove or detach or tag or untag or delete or prioritise.'
      ]
    },
    {
      name: 'a call on a Kubernetes object',
      given: change(8, { call: call({ kind: 'TargetGroupBinding' }) }),
      expected: [
        'steps[8].call.kind: It is "TargetGroupBinding", and should be SecurityGroup or Certificate or LoadBalancer or TargetGroup or Listener or ListenerRule.'
      ]
    },
    {
      name: 'a subject of another kind',
      given: change(8, { call: call({ subject: group }) }),
      expected: ['steps[8].call.subject.kind: It is "SecurityGroup", and should be "Listener".']
    },
    {
      name: 'a field of a wrong type',
      given: change(3, { call: { ...(call({}) as object), do: 'modify', fields: { port: '443' } } }),
      expected: ['steps[3].call.fields.port: It is "443", and should be number.']
    },
    {
      name: 'elements of a wrong shape',
      given: change(4, { call: { ...(call({}) as object), do: 'add', field: 'certificates', elements: [7] } }),
      expected: ['steps[4].call.elements[0]: It is 7, and should be string.']
    },
    {
      name: 'elements of no field',
      given: change(4, { call: { ...(call({}) as object), do: 'add', field: 'toString', elements: [] } }),
      expected: ['steps[4].call.field: It is "toString", and should be a field of Listener.']
    },
    {
      name: 'a step that waits for a later one',
      given: change(0, { after: ['create'] }),
      expected: ['steps[0].after: It waits for create, which does not come before it.']
    },
    {
      name: 'two steps of one id',
      given: change(1, { id: 'claim' }),
      expected: [
        'steps[1].id: Two steps have the id claim.',
        'steps[2].after: It waits for create, which does not come before it.'
      ]
    }
  ])('$name', ({ given, expected }) => {
    expect(problems(given)).toEqual(expected)
  })

  test('one broken step hides no other', () => {
    const file = saved(plan)
    expect(problems({ ...file, steps: [{}, ...(file.steps as ReadonlyArray<object>), {}] })).toHaveLength(2)
  })

  test('fields that no kind has are left out', () => {
    const plain = Checked.valueIn(
      decodePlan(
        change(1, {
          call: { do: 'create', kind: 'SecurityGroup', action: 'A', subject: group, spec: { groupName: 'g', evil: 1 } }
        }),
        'p'
      )
    )
    expect(JSON.stringify(plain?.steps[1])).not.toContain('evil')
  })
})

test('no secret is in a saved plan, and a plan that needs one is not read back', () => {
  const secret: Step = {
    id: 's',
    stack,
    causes: [{ because: 'changed', field: 'login', desired: { clientSecret: 'hunter2', clientId: redact('hunter3') } }],
    on: 'aws',
    // The name alone makes it a secret, wherever it stands.
    call: { do: 'tag', kind: 'Listener', action: 'AddTags', subjects: [listener], tags: { clientSecret: 'hunter4' } }
  }
  const file = saved({ steps: [secret], after: new Map() })
  expect(JSON.stringify(file)).not.toContain('hunter')
  expect(problems(file)).toEqual(['steps[0]: It needs a secret, and secrets are not kept in files.'])
})

test('a saved plan that sends a log-in cannot be read back, one that only finds it there can', () => {
  const logIn: Action = {
    type: 'authenticate-oidc',
    issuer: 'https://login.shop.example',
    authorizationEndpoint: 'https://login.shop.example/authorize',
    tokenEndpoint: 'https://login.shop.example/token',
    userInfoEndpoint: 'https://login.shop.example/userinfo',
    clientId: redact('hunter1'),
    clientSecret: redact('hunter2'),
    ...{ scope: 'openid', sessionCookieName: 'shop', sessionTimeout: 60 }
  }
  const rule = { stack, kind: 'ListenerRule', id: '443:1' } as const
  const sending: Step = {
    id: 'sends',
    stack,
    causes: [],
    on: 'aws',
    call: { do: 'modify', kind: 'ListenerRule', action: 'ModifyRule', subject: rule, fields: { actions: [logIn] } }
  }
  const dropping: Step = {
    id: 'drops',
    stack,
    causes: [{ because: 'changed', field: 'actions', observed: [logIn], desired: [] }],
    on: 'aws',
    call: { do: 'modify', kind: 'ListenerRule', action: 'ModifyRule', subject: rule, fields: { actions: [] } }
  }
  const file = saved({ steps: [sending, dropping], after: new Map() })
  expect(JSON.stringify(file)).not.toContain('hunter')
  expect(problems(file)).toEqual(['steps[0]: It needs a secret, and secrets are not kept in files.'])
})
