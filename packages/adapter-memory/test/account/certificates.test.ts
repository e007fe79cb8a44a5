import { awsCalls as calls } from '@alb-ingress/core/testing'
import { describe, expect, test } from 'vitest'
import { type AccountFile, memoryAws, memoryClock, toAccountFile, worldFrom } from '../../src/index.js'
import { certificate, emptyAccount } from '../example-account.js'
import { storyOf } from './rule-table.js'

const owner = {
  'elbv2.k8s.aws/cluster': 'demo',
  'ingress.k8s.aws/stack': 'shop/cart',
  'ingress.k8s.aws/resource': 'made'
}

const account: AccountFile = {
  ...emptyAccount,
  certificates: [
    ...(emptyAccount.certificates ?? []),
    {
      arn: certificate(4),
      domainName: 'a.example',
      sans: ['b.example'],
      type: 'PRIVATE',
      caArn: 'arn:ca',
      tags: owner
    },
    { arn: certificate(5), domainName: 'c.example', status: 'PENDING_VALIDATION', tags: owner },
    { arn: certificate(6), domainName: 'd.example', status: 'FAILED', tags: owner },
    { arn: certificate(7), domainName: 'e.example', tags: { ...owner, 'elbv2.k8s.aws/cluster': 'other' } }
  ]
}

const scope = { clusterName: 'demo', vpcId: 'vpc-0123456789abcdef0' }

describe('certificates of the cluster', () => {
  const observed = async (certificates?: boolean) => {
    const aws = memoryAws(worldFrom(account), memoryClock())
    const found = await aws.observe(certificates === undefined ? scope : { ...scope, certificates })()
    return found._tag === 'Right' ? found.right.filter(({ kind }) => kind === 'Certificate') : []
  }

  test('are found by their tags where somebody looks for them', async () => {
    const found = await observed(true)
    expect(found.map(({ physicalId, reported }) => [physicalId, reported.state])).toEqual([
      [certificate(4), 'active'],
      [certificate(5), 'provisioning'],
      [certificate(6), 'failed']
    ])
    expect(found[0]).toMatchObject({
      tags: owner,
      spec: {
        domainName: 'a.example',
        subjectAlternativeNames: ['a.example', 'b.example'],
        type: 'PRIVATE',
        certificateAuthorityArn: 'arn:ca'
      }
    })
  })

  test.each([undefined, false])('are not looked for otherwise (%s)', async (certificates) => {
    expect(await observed(certificates)).toEqual([])
  })
})

describe('DeleteCertificate', () => {
  test.each<{ name: string; given: object }>([
    { name: 'by default', given: { defaultCertificate: certificate(4) } },
    { name: 'by name', given: { defaultCertificate: certificate(1) } }
  ])('is declined while a listener offers the certificate $name', async ({ given, name }) => {
    const story = storyOf(account)
    const listener = await story.listener(await story.loadBalancer('a'), 443, { protocol: 'HTTPS', ...given })
    if (name === 'by name') {
      const offer = ['AddListenerCertificates', 'certificates', [certificate(4)]] as const
      await story.done(calls.change('add', 'Listener', listener, ...offer))
    }
    const gone = calls.remove('Certificate', certificate(4))
    await story.declined(gone, 'conflict', 'ResourceInUseException')
    await story.done(calls.remove('Listener', listener))
    await story.done(gone)
    await story.declined(gone, 'missing', 'ResourceNotFoundException')
  })

  test('lasts: no listener can have the certificate, nobody finds it, and the file says that it is gone', async () => {
    const world = worldFrom(account)
    const aws = memoryAws(world, memoryClock())
    await aws.perform(calls.remove('Certificate', certificate(1)))()
    const again = worldFrom(toAccountFile(world))
    expect(again.certificates.has(certificate(1))).toBe(false)
    expect(again.certificates.has(certificate(2))).toBe(true)
    const facts = await memoryAws(again, memoryClock()).answer([{ ask: 'certificates', about: '' }])()
    expect(JSON.stringify(facts._tag === 'Right' ? [...facts.right.answers] : [])).not.toContain(certificate(1))
  })
})
