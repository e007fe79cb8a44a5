import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clusterFrom } from '../../src/groups/apply-change.js'
import { invalid } from '../../src/groups/census.js'
import { installation } from '../../src/install.js'
import { decodeObject } from '../../src/kubernetes/decode.js'
import { bindCall } from '../../src/plan/bind.js'
import { subjectsOf } from '../../src/plan/call.js'
import { diff } from '../../src/plan/diff.js'
import { foreignTags } from '../../src/plan/foreign-tags.js'
import { order } from '../../src/plan/order.js'
import { predict } from '../../src/plan/predict.js'
import type { Plan } from '../../src/plan/step.js'
import { E } from '../../src/prelude.js'
import { diagnosticsJson, diagnosticsText } from '../../src/render/diagnostics-text.js'
import { modelDocument, stackDocument } from '../../src/render/document.js'
import { planJson } from '../../src/render/plan-json.js'
import { planText } from '../../src/render/plan-text.js'
import { stackText } from '../../src/render/stack-text.js'
import { plainStyle } from '../../src/render/style.js'
import { traceText } from '../../src/render/trace-text.js'
import { actionWords, valueWords } from '../../src/render/words.js'
import type { Action } from '../../src/resources/action.js'
import { type ObservedState, resourcesOf, type Stack } from '../../src/resources/stack.js'
import { parseRequest } from '../../src/route/request.js'
import { route } from '../../src/route/trace.js'
import { canonical } from '../../src/support/canonical.js'
import { reveal } from '../../src/support/redacted.js'
import { goalOf } from '../../src/workflow/goals.js'
import { decide, type GroupOutlook, prospects, questionsOf } from '../../src/workflow/outlook.js'
import { answersTo } from '../../testing/account-facts.js'
import type { Manifest } from '../../testing/manifests.js'

const install = installation({ clusterName: 'demo', region: 'eu-central-1', accountId: '123456789012', vpcId: 'vpc-1' })
const noStacks: ObservedState = { stacks: new Map(), rulesPerLoadBalancer: 100 }

// Every secret begins with it: whatever is shown of one, however it is cut, shows this.
const mark = 'hunter2'
const encodedMark = Buffer.from(mark).toString('base64').replace(/=+$/, '').slice(0, -1)

const tails = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', ' ', '\n', '  \t\n', '"]}', "'); --", '\\u0022', '[REDACTED]', '$(x)', '\u001b[31m', '</pre>')
)
const secretText = tails.map((tail) => `${mark}${tail}`)

const provider = {
  issuer: 'https://login.example.com',
  authorizationEndpoint: 'https://login.example.com/authorize',
  tokenEndpoint: 'https://login.example.com/token',
  userInfoEndpoint: 'https://login.example.com/userinfo',
  secretName: 'client'
}

const ingress = (scope: string): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: {
    namespace: 'shop',
    name: 'web',
    annotations: {
      'kubernetes.io/ingress.class': 'alb',
      'alb.ingress.kubernetes.io/listen-ports': '[{"HTTP":80},{"HTTPS":443}]',
      'alb.ingress.kubernetes.io/auth-type': 'oidc',
      'alb.ingress.kubernetes.io/auth-idp-oidc': JSON.stringify(provider),
      'alb.ingress.kubernetes.io/auth-scope': scope
    }
  },
  spec: {
    defaultBackend: { service: { name: 'web', port: { number: 80 } } },
    rules: [
      {
        host: 'example.com',
        http: {
          paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }]
        }
      }
    ]
  }
})

const service: Manifest = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace: 'shop', name: 'web' },
  spec: { type: 'NodePort', ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }] }
}

const secretWith = (members: Readonly<Record<string, unknown>>): Manifest => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { namespace: 'shop', name: 'client' },
  ...members
})

const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** Secrets as they should be, and in the ways in which they are not. */
const secretManifest = fc
  .tuple(secretText, secretText)
  .chain(([id, secret]) =>
    fc.constantFrom<Readonly<Record<string, unknown>>>(
      { stringData: { clientID: id, clientSecret: secret } },
      { data: { clientId: base64(id), clientSecret: base64(secret) } },
      { stringData: { clientID: id } },
      { stringData: { clientSecret: secret } },
      { data: { clientID: id, clientSecret: `${secret}!` } },
      { stringData: { clientID: [id], clientSecret: { secret } } },
      { stringData: [id, secret] },
      { data: secret }
    )
  )
  .map(secretWith)

interface Seen {
  readonly outlooks: ReadonlyArray<GroupOutlook>
  readonly invalid: ReturnType<typeof invalid>
  readonly plan: Plan
  readonly after: ObservedState
}

const see = (manifests: ReadonlyArray<Manifest>, observed: ObservedState): Seen => {
  const cluster = clusterFrom(install, manifests.map(decodeObject))
  const groups = prospects(cluster, install)
  const outlooks = groups.map(decide(answersTo(questionsOf(groups)), observed))
  const stacks = new Map(outlooks.map((outlook) => [outlook.id, goalOf(install)(outlook)]))
  const plan = order(diff({ stacks, foreignTags: foreignTags(install.clusterName, new Set()) }, observed), observed)
  return { outlooks, invalid: invalid(cluster), plan, after: predict(plan, observed) }
}

const request = parseRequest('GET', 'https://example.com/cart')

const ofStack = (stack: Stack): ReadonlyArray<string> => {
  const actions = resourcesOf(stack, 'ListenerRule').flatMap(({ spec }): ReadonlyArray<Action> => spec.actions)
  const trace = E.isRight(request) ? route(stack, request.right) : undefined
  return [
    stackText(stack, plainStyle),
    JSON.stringify(stackDocument(stack, install)),
    ...actions.map((action) => actionWords(action)),
    ...(trace === undefined ? [] : [traceText(trace, plainStyle), JSON.stringify(trace), everything(trace)])
  ]
}

/** Whatever Node can find in a value. */
const everything = (value: unknown): string =>
  inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true, maxStringLength: null, customInspect: false })

const ofPlan = (plan: Plan): ReadonlyArray<string> => [
  planText(plan, plainStyle),
  JSON.stringify(planJson(plan)),
  JSON.stringify(plan),
  everything(plan),
  ...plan.steps.flatMap(({ causes }) => causes.flatMap(({ observed, desired }) => [observed, desired].map(valueWords)))
]

/** All that is ever written, printed or kept of a look at the cluster. */
const renderings = ({ outlooks, invalid, plan, after }: Seen): ReadonlyArray<string> => {
  const groups = outlooks.map(({ id, members, leaving, stack }) => ({
    ...{ id, members, leaving },
    stack: stack._tag === 'Left' ? undefined : stack.right,
    refused: stack._tag === 'Left' ? stack.left : []
  }))
  const findings = [
    ...outlooks.flatMap(({ stack }) => (stack._tag === 'Right' ? [] : stack.left)),
    ...invalid.flatMap(({ problems }) => problems)
  ]
  const model = { groups, unmanaged: [], invalid: invalid.map(({ object, problems }) => ({ object, why: problems })) }
  return [
    JSON.stringify(modelDocument(model, install)),
    diagnosticsText(findings, plainStyle),
    JSON.stringify(diagnosticsJson(findings)),
    ...groups.flatMap(({ stack }) => (stack === undefined ? [] : ofStack(stack))),
    ...ofPlan(plan),
    JSON.stringify(outlooks),
    everything(outlooks),
    everything(after),
    canonical([...after.stacks.values()])
  ]
}

const expectHidden = (texts: ReadonlyArray<string>): void => {
  for (const text of texts) {
    expect(text).not.toContain(mark)
    expect(text).not.toContain(encodedMark)
  }
}

describe('a secret is in no rendering', () => {
  test('of a group that asks for a log-in, whatever its Secret holds', () => {
    fc.assert(
      fc.property(secretManifest, (secret) => {
        expectHidden(renderings(see([ingress('openid'), service, secret], noStacks)))
      })
    )
  })

  test('of a change that sends it again', () => {
    fc.assert(
      fc.property(secretText, secretText, (id, secret) => {
        const client = secretWith({ stringData: { clientID: id, clientSecret: secret } })
        const { after } = see([ingress('openid'), service, client], noStacks)
        const changed = see([ingress('openid email'), service, client], after)
        expect(changed.plan.steps.map((step) => (step.on === 'aws' ? step.call.action : ''))).toEqual(
          expect.arrayContaining(['ModifyRule', 'ModifyListener'])
        )
        expectHidden(renderings(changed))
      })
    )
  })
})

test('whoever carries out a call has the secret, however the call was ordered and bound', () => {
  fc.assert(
    fc.property(secretText, (secret) => {
      const client = secretWith({ stringData: { clientID: 'shop', clientSecret: `${secret}.` } })
      const { plan } = see([ingress('openid'), service, client], noStacks)
      const sent = plan.steps.flatMap((step) => {
        if (step.on !== 'aws') return []
        const call = bindCall(step.call, (name) => `arn:${name.kind}:${name.id}`)
        expect(subjectsOf(call).length).toBeGreaterThan(0)
        expectHidden([JSON.stringify(call), everything(call)])
        if (call.do !== 'create' || call.kind !== 'ListenerRule') return []
        return (call.spec.actions ?? []).flatMap((action) =>
          action.type === 'authenticate-oidc' && action.clientSecret !== undefined ? [reveal(action.clientSecret)] : []
        )
      })
      expect(sent).toEqual([`${secret}.`])
    })
  )
})
