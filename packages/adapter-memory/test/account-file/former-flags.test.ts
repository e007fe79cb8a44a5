import { Checked, type Installation, installation } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import { flags, runningFlags } from '../../src/account-file/flags.js'
import { formerFlags, formerVariables, keptVariables } from '../../src/account-file/former-flags.js'
import { flagsInEnvironment, installationFrom } from '../../src/index.js'

const place = { region: 'us-west-2', accountId: '123456789012', clusterName: 'demo', vpcId: 'vpc-1' }

const outcome = (given: Readonly<Record<string, unknown>>) => {
  const checked = installationFrom({ ...place, flags: given })
  return {
    install: Checked.valueIn(checked),
    told: Checked.findings(checked).map(({ severity, code, at }) => `${severity} ${code} ${at.path.join('.')}`)
  }
}

interface Case {
  readonly name: string
  readonly given: Readonly<Record<string, unknown>>
  readonly sets?: Partial<Installation>
  readonly told?: ReadonlyArray<string>
}

describe('flags of AWS ALB Ingress Controller 1.x', () => {
  test.each<Case>([
    {
      name: 'an annotation prefix of its own',
      given: { 'annotations-prefix': 'lb.example.com' },
      sets: { annotationsPrefix: 'lb.example.com' }
    },
    {
      name: 'target type pod, which is ip today',
      given: { 'target-type': 'pod' },
      sets: { defaultTargetType: 'ip' },
      told: ['hint account/former-flag flags.target-type']
    },
    {
      name: 'another target type',
      given: { 'target-type': 'instance' },
      sets: { defaultTargetType: 'instance' },
      told: ['hint account/former-flag flags.target-type']
    },
    {
      name: 'a flag of today outranks its former name',
      given: { 'target-type': 'pod', 'default-target-type': 'instance' },
      sets: { defaultTargetType: 'instance' },
      told: ['hint account/idle-flag flags.target-type']
    },
    {
      name: 'a backend protocol',
      given: { 'backend-protocol': 'HTTPS' },
      sets: { defaultBackendProtocol: 'HTTPS' },
      told: ['hint account/former-flag flags.backend-protocol']
    },
    {
      name: 'a list of who may be internet-facing',
      given: { 'restrict-scheme': 'true', 'restrict-scheme-namespace': 'policy' },
      sets: { restrictScheme: true, restrictSchemeNamespace: 'policy' },
      told: [
        'hint account/former-flag flags.restrict-scheme',
        'hint account/former-flag flags.restrict-scheme-namespace'
      ]
    },
    {
      name: 'what names began with',
      given: { 'alb-name-prefix': 'acme' },
      sets: { albNamePrefix: 'acme' },
      told: ['hint account/former-flag flags.alb-name-prefix']
    },
    {
      name: 'the gate for WAF, among gates of today',
      given: { 'feature-gates': 'waf=false,ALBSingleSubnet=true' },
      sets: { enableWaf: false, gates: expect.objectContaining({ ALBSingleSubnet: true }) },
      told: ['hint account/former-flag flags.feature-gates']
    },
    {
      name: 'how a controller runs, under another name today',
      given: { 'election-id': 'lock', 'healthz-port': 10254, election: true, 'election-namespace': 'kube-system' },
      told: ['election-id', 'healthz-port', 'election', 'election-namespace'].map(
        (flag) => `hint account/former-flag flags.${flag}`
      )
    },
    {
      name: 'what there is no use for',
      given: {
        'sync-rate-limit': 0.3,
        'aws-api-debug': true,
        profiling: false,
        'default-backend-service': 'a/b',
        v: 2
      },
      told: ['sync-rate-limit', 'aws-api-debug', 'profiling', 'default-backend-service', 'v'].map(
        (flag) => `hint account/idle-flag flags.${flag}`
      )
    },
    {
      name: 'what is said as it was said then',
      given: { 'watch-namespace': 'shop', 'aws-max-retries': 10, 'sync-period': '30s' }
    }
  ])('$name', ({ given, sets = {}, told = [] }) => {
    const { install, told: findings } = outcome(given)
    expect(install).toEqual({ ...installation(place), ...sets })
    expect(findings).toEqual(told)
  })

  test.each<Case>([
    { name: 'an API server', given: { 'apiserver-host': 'x' }, told: ['error account/flag flags.apiserver-host'] },
    {
      name: 'a target type that never was one',
      given: { 'target-type': 'node' },
      told: ['error account/flag-value flags.target-type']
    },
    {
      name: 'a prefix with a slash',
      given: { 'annotations-prefix': 'lb.example.com/' },
      told: ['error account/flag-value flags.annotations-prefix']
    },
    {
      name: 'a longer prefix of names than the former controller took',
      given: { 'alb-name-prefix': 'a-long-prefix' },
      told: ['error account/flag-value flags.alb-name-prefix']
    },
    {
      name: 'a gate that is neither on nor off',
      given: { 'feature-gates': 'waf=perhaps' },
      told: ['error account/flag-value flags.feature-gates']
    }
  ])('refused: $name', ({ given, told }) => {
    expect(outcome(given).told).toEqual(told)
  })

  test.each(Object.entries(formerFlags))(
    '%s leads to a flag of today, or says what became of it',
    (flag, { now, remark }) => {
      const today = new Set([...Object.keys(flags), ...runningFlags])
      if (now !== undefined) expect(today).toContain(now)
      expect(remark).toMatch(/^[A-Z].*\.$/)
      if (now === undefined) expect(runningFlags).not.toContain(flag)
    }
  )
})

describe('its environment', () => {
  test.each<{ name: string; env: Record<string, string>; given?: Record<string, unknown>; expected: unknown }>([
    { name: 'nothing', env: {}, expected: { flags: {}, told: [] } },
    {
      name: 'variables that are none of its own count without a word',
      env: { AWS_VPC_ID: 'vpc-9', AWS_REGION: 'eu-central-1' },
      expected: { flags: { 'aws-vpc-id': 'vpc-9', 'aws-region': 'eu-central-1' }, told: [] }
    },
    {
      name: 'its own count, and are told',
      env: { CLUSTER_NAME: 'prod', ALB_PREFIX: 'acme' },
      expected: {
        flags: { 'cluster-name': 'prod', 'alb-name-prefix': 'acme' },
        told: ['account/former-flag CLUSTER_NAME', 'account/former-flag ALB_PREFIX']
      }
    },
    {
      name: 'a flag outranks them',
      env: { CLUSTER_NAME: 'prod' },
      given: { 'cluster-name': 'live' },
      expected: { flags: {}, told: ['account/idle-flag CLUSTER_NAME'] }
    },
    {
      name: 'load balancers without tags are not taken over',
      env: { ALB_SUPPORT_LEGACY_DEPLOYMENTS: 'true' },
      expected: { flags: {}, told: ['account/idle-flag ALB_SUPPORT_LEGACY_DEPLOYMENTS'] }
    }
  ])('$name', ({ env, given = {}, expected }) => {
    const { flags: found, findings } = flagsInEnvironment(env, given)
    expect({ flags: found, told: findings.map(({ code, at }) => `${code} ${at.object.name}`) }).toEqual(expected)
  })

  test.each(Object.entries({ ...formerVariables, ...keptVariables }))('%s is the flag %s', (_, flag) => {
    expect([...Object.keys(flags), ...runningFlags, ...Object.keys(formerFlags)]).toContain(flag)
  })
})
