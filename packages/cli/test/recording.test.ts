import { statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { place } from './support/cli.js'
import { elsewhere } from './support/elsewhere.js'
import { account, documents, files, ingress, ingressClass, input, service, shop } from './support/shop.js'

const bad = documents(
  shop,
  ingress('bad', 'web', { annotations: { 'alb.ingress.kubernetes.io/scheme': 'public' } }),
  service('bad', 'web')
)

const commands: ReadonlyArray<ReadonlyArray<string>> = [
  ['plan'],
  ['plan', '-o', 'json'],
  ['model'],
  ['model', '--format', 'document'],
  ['explain', 'shop/web'],
  ['route', 'GET', 'http://shop.example.com/cart'],
  ['graph', '--from', 'plan']
]

const withoutPlaces = (out: string): string => out.replace(/,?\s*"position": \{[^}]*\}/g, '')

describe('what was recorded', () => {
  test.each([
    { name: 'before anything was applied', applied: false, manifests: shop },
    { name: 'after it was applied', applied: true, manifests: shop },
    { name: 'with a group that is refused', applied: false, manifests: bad }
  ])('says the same again, $name', async ({ applied, manifests }) => {
    const { cli, path } = place(files(manifests))
    if (applied) await cli(['apply', ...input, '--yes'])
    const file = path('seen.json')
    await cli(['plan', ...input, '--record', file])
    for (const words of commands) {
      const live = await cli([...words, ...input])
      const again = await cli([...words, '--replay', file])
      expect({ status: again.status, out: again.out }).toEqual({ status: live.status, out: withoutPlaces(live.out) })
    }
  })

  test('needs no account and no cluster, also where both were elsewhere', async () => {
    const { cli, path } = place({ 'manifests.yaml': shop })
    const file = path('seen.json')
    const live = await cli(
      ['plan', '--manifests', 'manifests.yaml', '--cluster-name', 'shop', '--record', file],
      elsewhere().io
    )
    expect(await cli(['plan', '--replay', file])).toMatchObject({ status: live.status, out: live.out })
  })

  test('is for nobody else to read', async () => {
    const { cli, path } = place(files())
    await cli(['plan', ...input, '--record', path('seen.json')])
    expect(statSync(path('seen.json')).mode & 0o777).toBe(0o600)
  })

  test('is refused a folder that is not there by the name of the folder, and a file of others becomes one of its owner alone', async () => {
    const { cli, path } = place({ ...files(), 'seen.json': 'old' })
    const { status, err } = await cli(['plan', ...input, '--record', path('nowhere/seen.json')])
    expect(status).toBe(1)
    expect(err).toMatch(/--record: \S+nowhere is not there\.\n$/)
    await cli(['plan', ...input, '--record', path('seen.json')])
    expect(statSync(path('seen.json')).mode & 0o777).toBe(0o600)
  })

  test('changes nothing: apply cannot be asked for it', async () => {
    const { cli, path } = place(files())
    const { status, err } = await cli(['apply', '--replay', path('seen.json'), '--yes'])
    expect(status).toBe(1)
    expect(err).toContain('apply has no option --replay')
  })

  test('stands for itself: no manifests and no account beside it', async () => {
    const { cli, path } = place(files())
    const file = path('seen.json')
    await cli(['plan', ...input, '--record', file])
    const { status, err } = await cli(['plan', ...input, '--replay', file])
    expect(status).toBe(1)
    expect(err).toContain('leave out --manifests and --account')
    expect((await cli(['plan', '--context', 'prod', '--replay', file])).err).toContain('leave out --context')
  })
})

describe('a file that is no recording', () => {
  test.each([
    { name: 'no JSON', text: '{', says: 'is not valid JSON' },
    { name: 'a list', text: '[]', says: 'should be' },
    { name: 'of another version', text: '{"schemaVersion":9}', says: 'It has version 9' },
    { name: 'without its members', text: '{"schemaVersion":1}', says: 'should be' }
  ])('is refused where it is $name', async ({ text, says }) => {
    const { cli } = place({ 'seen.json': text })
    const said = await cli(['plan', '--replay', 'seen.json'])
    expect(said).toMatchObject({ status: 1, out: '' })
    expect(said.err).toContain(says)
  })

  test.each([
    { name: 'facts of another shape', from: /"availabilityZone": "[^"]*"/, to: '"availabilityZone": 7' },
    { name: 'a question that nobody knows', from: '"question": "subnetsOfVpc ', to: '"question": "secrets ' },
    { name: 'a resource of another kind', from: '"kind": "LoadBalancer"', to: '"kind": "Bucket"' },
    { name: 'an installation of another shape', from: '"clusterName": "shop"', to: '"clusterName": [1]' }
  ])('is refused where somebody wrote $name', async ({ from, to }) => {
    const { cli, path, read, write } = place(files())
    await cli(['apply', ...input, '--yes'])
    await cli(['plan', ...input, '--record', path('seen.json')])
    const text = read('seen.json')
    expect(text).toMatch(from)
    const said = await cli(['plan', '--replay', write('seen.json', text.replace(from, to))])
    expect(said).toMatchObject({ status: 1, out: '' })
    expect(said.err).toContain('Record it again')
  })
})

test.each([
  { name: 'escape sequences', text: '\\u001b[2J\\u001b[H' },
  { name: 'lines of its own', text: '\\nNothing to do.\\n' },
  { name: 'another direction of writing', text: '\\u202e' }
])('a recording with $name in its words shows none of them', async ({ text }) => {
  const { cli, path, read, write } = place(files())
  await cli(['plan', ...input, '--record', path('seen.json')])
  const file = write('seen.json', read('seen.json').replaceAll('shop.example.com', `shop.example.com${text}`))
  for (const words of commands) {
    const { out, err } = await cli([...words, '--replay', file])
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is about characters
    expect(`${out}${err}`).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]|^Nothing to do/m)
  }
})

describe('secrets', () => {
  const secret = 'correct-horse-battery'
  const encoded = Buffer.from(secret).toString('base64')
  const certificate = 'arn:aws:acm:eu-central-1:111122223333:certificate/00000000-0000-4000-8000-000000000000'
  const guarded = ingress('shop', 'web', {
    annotations: {
      'alb.ingress.kubernetes.io/listen-ports': '[{"HTTPS":443}]',
      'alb.ingress.kubernetes.io/certificate-arn': certificate,
      'alb.ingress.kubernetes.io/auth-type': 'oidc',
      'alb.ingress.kubernetes.io/auth-idp-oidc': JSON.stringify({
        issuer: 'https://login.example.com',
        authorizationEndpoint: 'https://login.example.com/authorize',
        tokenEndpoint: 'https://login.example.com/token',
        userInfoEndpoint: 'https://login.example.com/userinfo',
        secretName: 'client'
      })
    }
  })
  const accountText = account({
    certificates: [{ arn: certificate, domainName: 'shop.example.com', status: 'ISSUED' }]
  })

  test.each([
    { name: 'written as text', members: `stringData: { clientID: shop, clientSecret: ${secret} }` },
    { name: 'encoded', members: `data: { clientID: c2hvcA==, clientSecret: ${encoded} }` },
    {
      name: 'repeated in an annotation',
      members: `data: { clientID: c2hvcA==, clientSecret: ${encoded} }`,
      annotations: `annotations: { kubectl.kubernetes.io/last-applied-configuration: '{"stringData":{"clientSecret":"${secret}"}}' }`
    }
  ])('none is kept that is $name, and the plan is the same without', async ({ members, annotations }) => {
    const client = `apiVersion: v1\nkind: Secret\nmetadata:\n  namespace: shop\n  name: client\n  ${annotations ?? 'labels: {}'}\ntype: Opaque\n${members}\n`
    const { cli, path, read } = place(
      files(documents(ingressClass, guarded, service('shop', 'web'), client), accountText)
    )
    const file = path('seen.json')
    const live = await cli(['plan', ...input, '--record', file])
    expect(live.status).toBe(2)
    expect(read('seen.json')).not.toContain(secret)
    expect(read('seen.json')).not.toContain(encoded)
    expect(await cli(['plan', '--replay', file])).toMatchObject({ status: 2, out: live.out })
  })
})
