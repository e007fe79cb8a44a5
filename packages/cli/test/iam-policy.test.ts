import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { IamPolicy } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import { place } from './support/cli.js'

const printed = async (...words: ReadonlyArray<string>): Promise<IamPolicy> => {
  const { status, out, err } = await place().cli(['iam-policy', ...words])
  expect({ status, err }).toEqual({ status: 0, err: '' })
  return JSON.parse(out)
}

/** Both parts, as with everything that can be switched on one document is too long. */
const policy = async (...words: ReadonlyArray<string>): Promise<IamPolicy> => {
  const { Version, Statement } = await printed('--part', 'read', ...words)
  return { Version, Statement: [...Statement, ...(await printed('--part', 'change', ...words)).Statement] }
}

const actionsIn = ({ Statement }: IamPolicy): ReadonlySet<string> => new Set(Statement.flatMap(({ Action }) => Action))

const services: Readonly<Record<string, string>> = {
  'elastic-load-balancing-v2': 'elasticloadbalancing',
  ec2: 'ec2',
  acm: 'acm',
  wafv2: 'wafv2',
  'waf-regional': 'waf-regional',
  shield: 'shield'
}

const adapter = fileURLToPath(new URL('../../adapter-aws/src', import.meta.url))

// Calls come from the SDK as commands, and as functions that turn pages of them.
const imported = /\{([^{}]*)\}\s*(?:=\s*await import\(|from )'@aws-sdk\/client-([\w-]+)'/g
const callIn = (name: string): string | undefined =>
  /^(?:type )?paginate(\w+)$/.exec(name)?.[1] ?? /^(\w+)Command$/.exec(name)?.[1]

const called = globSync('**/*.ts', { cwd: adapter })
  .flatMap((file) => [...readFileSync(join(adapter, file), 'utf8').matchAll(imported)])
  .flatMap(([, names = '', client = '']) => {
    const service = services[client]
    if (service === undefined) return []
    return names.split(',').flatMap((name) => {
      const call = callIn(name.trim())
      return call === undefined ? [] : [`${service}:${call}`]
    })
  })

describe('the policy', () => {
  test('the calls that the adapter makes are found', () => {
    expect(new Set(called).size).toBeGreaterThan(50)
  })

  test('allows every call that the adapter makes', async () => {
    const allowed = actionsIn(await policy('--feature-gates', 'EnableCertificateManagement=true'))
    expect([...new Set(called)].filter((action) => !allowed.has(action))).toEqual([])
  })

  test('allows no call on load balancers, security groups and protections that the adapter never makes', async () => {
    const made = new Set(called)
    const { Statement } = await policy('--feature-gates', 'EnableCertificateManagement=true')
    const ours = Statement.filter(({ Sid }) => !/OnBehalf$|^FirstLoadBalancerOfAnAccount$/.test(Sid))
    const unmade = ours.flatMap(({ Action }) => Action).filter((action) => !made.has(action))
    // The tags of a certificate travel with the request for it.
    expect([...new Set(unmade)]).toEqual(['acm:AddTagsToCertificate'])
  })

  test('is for one cluster, region, account and VPC where they are named', async () => {
    const text = JSON.stringify(
      await policy(
        ...['--cluster-name', 'shop', '--aws-region', 'cn-north-1'],
        ...['--aws-vpc-id', 'vpc-1', '--account-id', '111122223333']
      )
    )
    expect(text).toContain('"aws:ResourceTag/elbv2.k8s.aws/cluster":"shop"')
    expect(text).toContain('arn:aws-cn:ec2:cn-north-1:*:vpc/vpc-1')
    expect(text).not.toContain('arn:aws:')
  })

  test('is one document for a whole installation, and says where it is too long for one', async () => {
    const whole = [
      ...['--cluster-name', 'production', '--aws-region', 'us-gov-west-1'],
      ...['--aws-vpc-id', 'vpc-0123456789abcdef0', '--account-id', '111122223333']
    ]
    const { Statement } = await printed(...whole)
    expect(Statement).toEqual((await policy(...whole)).Statement)
    const gate = ['--feature-gates', 'EnableCertificateManagement=true', '--cluster-name', 'c'.repeat(60)]
    const long = await place().cli(['iam-policy', ...whole, ...gate])
    expect(long.status).toBe(0)
    expect(long.err).toMatch(/^This has 6\d{3} characters.* --part read and --part change\.\n$/)
    await policy(...whole, ...gate)
  })

  test('a role for target groups of other accounts is assumed only where it is named', async () => {
    const role = 'arn:aws:iam::444455556666:role/edge'
    const { Statement } = await printed('--part', 'read', '--assume-role', role)
    expect(Statement.find(({ Action }) => Action.includes('sts:AssumeRole'))?.Resource).toEqual([role])
    expect(actionsIn(await policy())).not.toContain('sts:AssumeRole')
  })

  test('what former controllers made is taken over by a policy of its own, which needs the name of the cluster', async () => {
    const { Statement } = await printed('--part', 'take-over', '--cluster-name', 'shop')
    expect(Statement[0]?.Condition).toMatchObject({
      StringEquals: { 'aws:ResourceTag/ingress.k8s.aws/cluster': ['shop'] }
    })
    const nameless = await place().cli(['iam-policy', '--part', 'take-over'])
    expect(nameless).toMatchObject({ status: 1, out: '' })
    expect(nameless.err).toContain('needs --cluster-name <name>')
  })

  test('leaves out what is switched off', async () => {
    expect([...actionsIn(await policy('--enable-shield=false'))].filter((each) => each.startsWith('shield:'))).toEqual(
      []
    )
  })

  test('a flag that cannot be read is told', async () => {
    const { status, err } = await place().cli(['iam-policy', '--enable-shield=maybe'])
    expect(status).toBe(1)
    expect(err).toContain('enable-shield')
  })
})
