import { Checked, defaultGates, type Installation, installation, pathText } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import { installationFrom } from '../../src/index.js'

const place = {
  region: 'us-west-2',
  accountId: '123456789012',
  clusterName: 'demo',
  vpcId: 'vpc-0123456789abcdef0'
}

interface Case {
  readonly name: string
  readonly given: Readonly<Record<string, unknown>>
  readonly expected: Partial<Installation>
}

describe('flags set the installation', () => {
  test.each<Case>([
    { name: 'none: the defaults of the reference', given: {}, expected: {} },
    {
      name: 'texts',
      given: { 'ingress-class': '', 'default-ssl-policy': 'P' },
      expected: { ingressClass: '', defaultSslPolicy: 'P' }
    },
    {
      name: 'a cluster name outranks the member',
      given: { 'cluster-name': 'prod' },
      expected: { clusterName: 'prod' }
    },
    {
      name: 'truth values as booleans',
      given: { 'disable-restricted-sg-rules': true },
      expected: { disableRestrictedSecurityGroupRules: true }
    },
    {
      name: 'truth values as texts',
      given: { 'enable-backend-security-group': 'F' },
      expected: { enableBackendSecurityGroup: false }
    },
    {
      name: 'tags as an object',
      given: { 'default-tags': { team: 'shop' } },
      expected: { defaultTags: { team: 'shop' } }
    },
    {
      name: 'tags as a text',
      given: { 'default-tags': 'team=shop, cost=a=b' },
      expected: { defaultTags: { team: 'shop', cost: 'a=b' } }
    },
    {
      name: 'lists as arrays',
      given: { 'external-managed-tags': ['A', 'B'] },
      expected: { externalManagedTags: new Set(['A', 'B']) }
    },
    {
      name: 'lists as a text',
      given: { 'external-managed-tags': 'A, B' },
      expected: { externalManagedTags: new Set(['A', 'B']) }
    },
    {
      name: 'gates as a text',
      given: { 'feature-gates': 'ALBSingleSubnet=true,WeightedTargetGroups=0' },
      expected: { gates: { ...defaultGates, ALBSingleSubnet: true, WeightedTargetGroups: false } }
    },
    {
      name: 'gates as an object',
      given: { 'feature-gates': { IngressPlanAnnotation: true } },
      expected: { gates: { ...defaultGates, IngressPlanAnnotation: true } }
    },
    {
      name: 'gates of other products are known',
      given: { 'feature-gates': 'NLBGatewayAPI=false' },
      expected: { gates: defaultGates }
    },
    { name: 'flags about running are known', given: { 'log-level': 'debug', 'sync-period': '1h' }, expected: {} },
    {
      name: 'the label of Secrets',
      given: { 'required-secrets-label': 'team.shop/oidc=yes' },
      expected: { requiredSecretsLabel: { key: 'team.shop/oidc', value: 'yes' } }
    },
    { name: 'no label of Secrets', given: { 'required-secrets-label': '' }, expected: {} },
    { name: 'an empty group id is none', given: { 'backend-security-group': '' }, expected: {} }
  ])('$name', ({ given, expected }) => {
    expect(installationFrom({ flags: given })).toEqual(Checked.ok(installation({ ...place, ...expected })))
  })
})

interface Wrong {
  readonly name: string
  readonly given: Readonly<Record<string, unknown>>
  readonly expected: ReadonlyArray<readonly [code: string, path: string, hint?: string]>
}

describe('flags that cannot be', () => {
  test.each<Wrong>([
    {
      name: 'a name that is nearly one',
      given: { 'default-tag': {} },
      expected: [['account/flag', 'flags.default-tag', 'Did you mean default-tags?']]
    },
    {
      name: 'a gate that is nearly one',
      given: { 'feature-gates': 'AlbSingleSubnets=true' },
      expected: [['account/gate', 'flags.feature-gates', 'Did you mean ALBSingleSubnet?']]
    },
    {
      name: 'a gate without a value',
      given: { 'feature-gates': 'ALBSingleSubnet' },
      expected: [['account/gate', 'flags.feature-gates']]
    },
    {
      name: 'a word that is none of the words',
      given: { 'default-target-type': 'pod' },
      expected: [['account/flag-value', 'flags.default-target-type', 'Write instance or ip.']]
    },
    {
      name: 'a truth value that is none',
      given: { 'enable-backend-security-group': 'yes' },
      expected: [['account/flag-value', 'flags.enable-backend-security-group']]
    },
    {
      name: 'a tag by which resources are found again',
      given: { 'default-tags': { 'elbv2.k8s.aws/cluster': 'x' } },
      expected: [['account/flag-value', 'flags.default-tags']]
    },
    {
      name: 'a tag that is ours and theirs',
      given: { 'default-tags': { a: 'b' }, 'external-managed-tags': 'a' },
      expected: [['account/flag-value', 'flags.default-tags']]
    },
    {
      name: 'a group id that is none',
      given: { 'backend-security-group': 'mine' },
      expected: [['account/flag-value', 'flags.backend-security-group']]
    },
    {
      name: 'a label without a value',
      given: { 'required-secrets-label': 'team=' },
      expected: [['account/flag-value', 'flags.required-secrets-label', 'Write a label like key=value.']]
    },
    {
      name: 'rules for a group that is switched off',
      given: { 'enable-backend-security-group': false, 'enable-manage-backend-security-group-rules': true },
      expected: [['account/flag-value', 'flags.enable-manage-backend-security-group-rules']]
    },
    {
      name: 'several at once',
      given: { nonsense: 1, 'default-target-type': 'pod' },
      expected: [
        ['account/flag', 'flags.nonsense'],
        ['account/flag-value', 'flags.default-target-type']
      ]
    }
  ])('$name', ({ given, expected }) => {
    const found = Checked.findings(installationFrom({ flags: given }))
    expect(found.map(({ code, at, hint }) => [code, pathText(at.path), hint])).toMatchObject(
      expected.map(([code, path, hint]) => [code, path, hint ?? expect.any(String)])
    )
  })
})
