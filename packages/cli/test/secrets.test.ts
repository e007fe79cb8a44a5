import { expect, test } from 'vitest'
import { place, type Said } from './support/cli.js'
import { account, documents, files, ingress, ingressClass, input, service } from './support/shop.js'

const secret = 'correct-horse-battery'
const encoded = Buffer.from(secret).toString('base64')

// Without it nothing would be applied, and so nothing kept.
const certificate = 'arn:aws:acm:eu-central-1:111122223333:certificate/00000000-0000-4000-8000-000000000000'
const withCertificate = account({
  certificates: [{ arn: certificate, domainName: 'shop.example.com', sans: ['shop.example.com'], status: 'ISSUED' }]
})

const oidc = {
  issuer: 'https://login.example.com',
  authorizationEndpoint: 'https://login.example.com/authorize',
  tokenEndpoint: 'https://login.example.com/token',
  userInfoEndpoint: 'https://login.example.com/userinfo',
  secretName: 'client'
}

const guarded = (annotations: Readonly<Record<string, string>> = {}): string =>
  ingress('shop', 'web', {
    annotations: {
      'alb.ingress.kubernetes.io/listen-ports': '[{"HTTPS":443}]',
      'alb.ingress.kubernetes.io/certificate-arn': certificate,
      'alb.ingress.kubernetes.io/auth-type': 'oidc',
      'alb.ingress.kubernetes.io/auth-idp-oidc': JSON.stringify(oidc),
      ...annotations
    }
  })

const secretWith = (members: string): string =>
  `apiVersion: v1\nkind: Secret\nmetadata: { namespace: shop, name: client }\ntype: Opaque\n${members}\n`

const written = secretWith(`stringData: { clientID: shop, clientSecret: ${secret} }`)

const everyCommand: ReadonlyArray<ReadonlyArray<string>> = [
  ['model', '--format', 'text'],
  ['model', '--format', 'json'],
  ['model', '--format', 'document'],
  ['plan'],
  ['plan', '-o', 'json'],
  ['route', 'GET', 'https://shop.example.com/'],
  ['route', 'GET', 'https://shop.example.com/', '-o', 'json'],
  ['apply', '--yes'],
  ['apply', '--yes'],
  ['status'],
  ['status', '-o', 'json']
]

const withoutSecret = ({ out, err }: Said): void => {
  for (const text of [out, err]) {
    expect(text).not.toContain(secret)
    expect(text).not.toContain(encoded)
  }
}

test.each([
  { name: 'a Secret as it should be', manifests: documents(ingressClass, guarded(), service('shop', 'web'), written) },
  {
    name: 'a Secret of encoded data',
    manifests: documents(
      ingressClass,
      guarded(),
      service('shop', 'web'),
      secretWith(`data: { clientID: c2hvcA==, clientSecret: ${encoded} }`)
    )
  },
  {
    name: 'a Secret of the wrong shape',
    manifests: documents(
      ingressClass,
      guarded(),
      service('shop', 'web'),
      secretWith(`stringData: { clientSecret: [${secret}] }`)
    )
  },
  {
    name: 'a Secret of broken data',
    manifests: documents(
      ingressClass,
      guarded(),
      service('shop', 'web'),
      secretWith(`data: { clientID: x, clientSecret: '${secret}!' }`)
    )
  },
  {
    name: 'a Secret that is a text',
    manifests: documents(ingressClass, guarded(), service('shop', 'web'), secretWith(`stringData: ${secret}`))
  },
  {
    name: 'a Secret that is no YAML',
    manifests: documents(
      ingressClass,
      guarded(),
      service('shop', 'web'),
      secretWith(`stringData: { clientSecret: ${secret}`)
    )
  },
  {
    name: 'a Secret with a key twice',
    manifests: documents(
      ingressClass,
      guarded(),
      service('shop', 'web'),
      secretWith(`stringData:\n  clientSecret: ${secret}\n  clientSecret: ${secret}`)
    )
  }
])('no command shows what is in $name, and no account file keeps it', async ({ manifests }) => {
  const { cli, read } = place(files(manifests, withCertificate))
  for (const words of everyCommand) withoutSecret(await cli([...words, ...input]))
  expect(read('account.json')).not.toContain(secret)
  expect(read('account.json')).not.toContain(encoded)
})

test('an account file without the client still says that nothing is to be done', async () => {
  const { cli } = place(files(documents(ingressClass, guarded(), service('shop', 'web'), written), withCertificate))
  expect((await cli(['apply', '--yes', ...input])).status).toBe(0)
  const { status, out } = await cli(['plan', ...input])
  expect(out).toContain('Nothing to do.')
  expect(status).toBe(0)
})
