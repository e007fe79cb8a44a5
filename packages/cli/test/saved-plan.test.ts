import { statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { person, place } from './support/cli.js'
import { elsewhere } from './support/elsewhere.js'
import { account, documents, files, ingress, ingressClass, input, service, shop } from './support/shop.js'

const save = ['plan', ...input, '--out']
const carryOut = (file: string): ReadonlyArray<string> => ['apply', '--plan', file, '--yes']

describe('a plan that is saved', () => {
  test('is carried out as it was printed, and then nothing is to be done', async () => {
    const { cli, path } = place(files())
    const file = path('saved.json')
    const planned = await cli([...save, file])
    expect(planned.status).toBe(2)
    expect(planned.err).toBe(`Saved in ${file}. Carry it out with: alb-ingress apply --plan ${file}\n`)
    const applied = await cli([...carryOut(file), ...input])
    expect(applied).toMatchObject({ status: 0, err: '' })
    expect(applied.out.startsWith(planned.out)).toBe(true)
    expect(await cli(['plan', ...input])).toMatchObject({ status: 0, out: 'Nothing to do.\n' })
  })

  test('is for nobody else to read', async () => {
    const { cli, path } = place(files())
    await cli([...save, path('saved.json')])
    expect(statSync(path('saved.json')).mode & 0o777).toBe(0o600)
  })

  test('is refused once it has been carried out, with what is another now', async () => {
    const { cli, path } = place(files())
    const file = path('saved.json')
    await cli([...save, file])
    await cli([...carryOut(file), ...input])
    const again = await cli([...carryOut(file), ...input])
    expect(again).toMatchObject({ status: 1, out: '' })
    expect(again.err).toMatch(
      /saved\.json does not hold any more: .*load balancer of shop\/web is new.*Make the plan again/
    )
  })

  test('is carried out on AWS without its manifests', async () => {
    const { cli, path } = place({ 'manifests.yaml': shop })
    const { io } = elsewhere()
    const file = path('saved.json')
    await cli(['plan', '--manifests', 'manifests.yaml', '--cluster-name', 'shop', '--out', file], io)
    expect(await cli(carryOut(file), io)).toMatchObject({ status: 0, err: '' })
  })

  test('is not for another account, nor another region, VPC or cluster', async () => {
    const { cli, path, write } = place(files())
    const file = path('saved.json')
    await cli([...save, file])
    write('account.json', account({ accountId: '999999999999', vpcId: 'vpc-00000000000000009' }))
    expect(await cli([...carryOut(file), ...input])).toMatchObject({
      ...{ status: 1, out: '' },
      err: expect.stringContaining('account 111122223333')
    })
  })

  test('asks for the objects that it writes to', async () => {
    const { cli, path } = place(files())
    const file = path('saved.json')
    await cli([...save, file])
    const { status, err } = await cli([...carryOut(file), '--account', 'account.json'])
    expect(status).toBe(1)
    expect(err).toContain('writes to Ingress shop/web, which is not among the objects at hand')
  })

  test.each([
    { answer: 'n', status: 1 },
    { answer: 'y', status: 0 }
  ])('is asked about: $answer', async ({ answer, status }) => {
    const { cli, path } = place(files())
    const file = path('saved.json')
    await cli([...save, file])
    const said = await cli(['apply', ...input, '--plan', file], person(answer))
    expect(said.status).toBe(status)
    expect(said.asked).toHaveLength(1)
  })

  test.each([
    { name: 'no JSON', text: '{', says: 'is not valid JSON' },
    { name: 'a list', text: '[]', says: 'should be' },
    { name: 'what plan -o json prints', text: '{"schemaVersion":1,"steps":[]}', says: 'plan --out FILE' },
    { name: 'of another version', text: '{"schemaVersion":7,"steps":[]}', says: 'It has version 7' }
  ])('is refused where it is $name', async ({ text, says }) => {
    const { cli } = place({ ...files(), 'saved.json': text })
    const { status, err, out } = await cli([...carryOut('saved.json'), ...input])
    expect({ status, out }).toEqual({ status: 1, out: '' })
    expect(err).toContain(says)
  })

  test('does not rest on what is assumed', async () => {
    const { cli, path } = place(files())
    const said = await cli([...save, path('saved.json'), '--assume-missing'])
    expect(said).toMatchObject({ status: 1, out: '' })
    expect(said.err).toContain('--assume-missing')
  })
})

test('whoever changes the file reaches nothing that is not ours', async () => {
  const { cli, path, read, write } = place(files())
  await cli(['apply', ...input, '--yes'])
  write('manifests.yaml', shop.replace('path: /', 'path: /cart'))
  const file = path('saved.json')
  await cli([...save, file])
  const arn = /"physicalId": "([^"]*listener-rule[^"]*)"/.exec(read('saved.json'))?.[1] ?? ''
  expect(arn).not.toBe('')
  const foreign = 'arn:aws:elasticloadbalancing:eu-central-1:111122223333:listener-rule/app/other/1/2/3'
  write('saved.json', read('saved.json').replaceAll(arn, foreign))
  const said = await cli([...carryOut(file), ...input])
  expect(said).toMatchObject({ status: 1, out: '' })
  expect(said.err).toContain('is not of its stack')
})

test.each([
  { name: 'escape sequences', text: '\\u001b[2J\\u001b[H' },
  { name: 'lines of its own', text: '\\nDone: 1 step.\\n' },
  { name: 'another direction of writing', text: '\\u202e' }
])('a file with $name in its words shows none of them', async ({ text }) => {
  const { cli, path, read, write } = place(files())
  const file = path('saved.json')
  await cli([...save, file])
  write('saved.json', read('saved.json').replaceAll('shop/web-web:80', `shop/web-web:80${text}`))
  for (const words of [carryOut(file), [...carryOut(file), ...input]]) {
    const { out, err } = await cli(words)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is about characters
    expect(`${out}${err}`).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]|^Done: 1 step/m)
  }
})

describe('secrets', () => {
  const secret = 'correct-horse-battery'
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
  const client = `apiVersion: v1
kind: Secret
metadata: { namespace: shop, name: client }
type: Opaque
stringData: { clientID: shop, clientSecret: ${secret} }
`
  const withSecret = documents(ingressClass, guarded, service('shop', 'web'), client)

  test('none is kept: the steps that need one are made again from the manifests', async () => {
    const { cli, path, read } = place({ 'manifests.yaml': withSecret })
    const { io } = elsewhere(
      [],
      account({ certificates: [{ arn: certificate, domainName: 'shop.example.com', status: 'ISSUED' }] })
    )
    const file = path('saved.json')
    const onAws = ['--cluster-name', 'shop', '--manifests', 'manifests.yaml']
    expect((await cli(['plan', ...onAws, '--out', file], io)).status).toBe(2)
    expect(read('saved.json')).not.toContain(secret)
    const without = await cli(carryOut(file), io)
    expect(without.status).toBe(1)
    expect(without.err).toContain('keeps no secrets')
    expect(await cli([...carryOut(file), '--manifests', 'manifests.yaml'], io)).toMatchObject({ status: 0, err: '' })
    expect(await cli(['plan', ...onAws], io)).toMatchObject({ status: 0, out: 'Nothing to do.\n' })
  })
})
