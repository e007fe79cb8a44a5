import { Checked } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import { anAccount, decodeAccountFile, decodeAccountInShort, installationFrom } from '../../src/index.js'

const arnOf = (id: number): string =>
  `arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-4000-8000-00000000000${id}`

describe('an account in one line', () => {
  test('is an account file without a complaint', () => {
    for (const account of [
      anAccount(),
      anAccount({ certificates: ['*.shop.example'], flags: { 'cluster-name': 'x' } })
    ]) {
      expect(Checked.findings(decodeAccountFile(account))).toEqual([])
      expect(Checked.findings(installationFrom(account))).toEqual([])
    }
  })

  test('has public and private subnets in three zones of its region', () => {
    const { subnets = [] } = anAccount({ region: 'eu-central-1' })
    expect(subnets.map((each) => `${each.az} ${each.public}`).sort()).toEqual([
      'eu-central-1a false',
      'eu-central-1a true',
      'eu-central-1b false',
      'eu-central-1b true',
      'eu-central-1c false',
      'eu-central-1c true'
    ])
    expect(new Set(subnets.map(({ cidr }) => cidr)).size).toBe(6)
  })

  test('takes certificates by name, by names, by ARN, or whole', () => {
    const whole = { arn: 'arn:aws:acm:eu-central-1:1:certificate/w', domainName: 'w.example' }
    const given = [
      '*.shop.example',
      ['blog.example', '*.blog.example'],
      'arn:aws:acm:eu-central-1:1:certificate/x',
      whole
    ] as const
    expect(anAccount({ region: 'eu-central-1', certificates: given }).certificates).toEqual([
      { arn: arnOf(1), domainName: '*.shop.example', sans: ['*.shop.example'], status: 'ISSUED' },
      { arn: arnOf(2), domainName: 'blog.example', sans: ['blog.example', '*.blog.example'], status: 'ISSUED' },
      { arn: 'arn:aws:acm:eu-central-1:1:certificate/x' },
      whole
    ])
  })

  test('members given replace the usual ones', () => {
    expect(anAccount({ subnets: [], vpcId: 'vpc-1' })).toMatchObject({ subnets: [], vpcId: 'vpc-1' })
  })
})

describe('read from JSON', () => {
  test('it is filled in as well', () => {
    const read = decodeAccountInShort({ certificates: ['shop.example'] }, 'x')
    expect(Checked.valueIn(read)?.certificates).toHaveLength(1)
    expect(Checked.valueIn(read)?.subnets).toHaveLength(6)
  })

  test.each([
    { name: 'something else than an object', json: [], path: [] },
    { name: 'certificates that are no list', json: { certificates: 'shop.example' }, path: ['certificates'] },
    { name: 'a certificate that is none', json: { certificates: [7] }, path: ['certificates', 0] },
    { name: 'a bad member', json: { region: 7 }, path: ['region'] }
  ])('$name is told with its place', ({ json, path }) => {
    const read = decodeAccountInShort(json, 'x')
    expect(Checked.valueIn(read)).toBeUndefined()
    expect(Checked.findings(read)[0]).toMatchObject({ code: 'account/field', at: { object: { name: 'x' }, path } })
  })
})
