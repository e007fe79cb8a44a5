import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { E, pipe, TE } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import type { Endpoint } from '../../src/api/client.js'
import { endpointOf } from '../../src/live/credentials.js'
import { type Context, contextIn, readKubeconfig, usualPlaces } from '../../src/live/kubeconfig.js'

const folder = mkdtempSync(join(tmpdir(), 'kubeconfig-'))
const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const first = file(
  'first',
  `apiVersion: v1
kind: Config
current-context: prod
contexts:
  - {name: prod, context: {cluster: prod, user: token, namespace: ingress}}
  - {name: staging, context: {cluster: staging, user: certificate}}
  - {name: broken, context: {cluster: nowhere, user: token}}
clusters:
  - {name: prod, cluster: {server: "https://prod:6443", certificate-authority: ca.pem}}
  - {name: staging, cluster: {server: "https://staging:6443", insecure-skip-tls-verify: true, tls-server-name: kubernetes}}
users:
  - {name: token, user: {token: abc}}
  - {name: certificate, user: {client-certificate-data: Y2VydA==, client-key: key.pem}}
  - {name: file, user: {tokenFile: token, as: somebody}}
  - {name: password, user: {username: me, password: "1234"}}
`
)
const second = file(
  'second',
  `current-context: other
contexts:
  - {name: prod, context: {cluster: other, user: other}}
  - {name: file, context: {cluster: prod, user: file}}
  - {name: password, context: {cluster: staging, user: password}}
clusters: []
users: []
`
)
file('ca.pem', 'authority')
file('key.pem', 'key')
file('token', 'from-a-file\n')

const contextOf = (paths: ReadonlyArray<string>, name?: string) =>
  pipe(
    readKubeconfig(paths),
    TE.chainEitherK((config) => contextIn(config, name))
  )()
const found = async (paths: ReadonlyArray<string>, name?: string): Promise<Context> => {
  const context = await contextOf(paths, name)
  if (E.isLeft(context)) throw new Error(context.left.message)
  return context.right
}
const endpointTo = (context: Context): Endpoint => {
  const endpoint = endpointOf(context)
  if (E.isLeft(endpoint)) throw new Error(endpoint.left.message)
  return endpoint.right
}
const message = async (paths: ReadonlyArray<string>, name?: string): Promise<string> => {
  const context = await contextOf(paths, name)
  return E.isLeft(context) ? context.left.message : 'no fault'
}

describe('the context', () => {
  test('is the current one, or the one that is named', async () => {
    expect(await found([first])).toMatchObject({ name: 'prod', namespace: 'ingress' })
    expect(await found([first], 'staging')).toMatchObject({ name: 'staging', namespace: undefined })
  })

  test('of several files is the one that comes first', async () => {
    expect(endpointTo(await found([first, second])).server).toBe('https://prod:6443')
    expect(await found([first, second], 'file')).toMatchObject({ name: 'file' })
    expect((await found([second, first], 'file')).name).toBe('file')
    expect(await message([second, first])).toContain('has no context "other"')
  })

  test('may be in a file beside one that is not there', async () => {
    expect(await found([join(folder, 'absent'), first])).toMatchObject({ name: 'prod' })
  })

  test('that is not there is told with the nearest name', async () => {
    expect(await message([first], 'stagin')).toBe(`${first} has no context "stagin". Did you mean staging?`)
    expect(await message([first], 'elsewhere')).toBe(
      `${first} has no context "elsewhere". There are: prod, staging, broken.`
    )
    expect(await message([first], 'constructor')).toContain('has no context "constructor"')
    expect(await message([first], 'broken')).toContain('has no cluster "nowhere"')
  })

  test('must be named where there is no current one', async () => {
    const none = file('none', 'contexts: [{name: a, context: {}}]')
    expect(await message([none])).toBe(`${none} has no current-context. Name one of its contexts: a.`)
  })
})

describe('a file', () => {
  test('that is not there is told', async () => {
    const absent = join(folder, 'absent')
    expect(await message([absent])).toBe(`${absent} is not there. Name a kubeconfig file that is.`)
  })

  test('that is no YAML is told without what stands in it', async () => {
    const broken = file('broken', 'users: [{token: "secret-token\n]]')
    expect(await message([broken])).toBe(`${broken} is no YAML. Write it as kubectl does.`)
  })
})

test.each(['prod:6443', 'file:///etc/passwd', 'secret-token'])(
  'a server that is no address of the web is told, and not what stands there: %s',
  async (server) => {
    const wrong = file(
      'wrong',
      JSON.stringify({
        contexts: [{ name: 'a', context: { cluster: 'a' } }],
        clusters: [{ name: 'a', cluster: { server } }]
      })
    )
    expect(endpointOf(await found([wrong], 'a'))).toMatchObject(
      E.left({
        code: 'KubeconfigInvalid',
        message: 'The server of the cluster of context "a" is no URL. Write it as https://host:6443.'
      })
    )
  }
)

describe('what a request brings', () => {
  const access = async (paths: ReadonlyArray<string>, name?: string) => endpointTo(await found(paths, name)).access()

  test.each([
    { name: 'prod', headers: { authorization: 'Bearer abc' }, tls: { ca: 'authority' } },
    {
      name: 'staging',
      headers: {},
      tls: { cert: 'cert', key: 'key', servername: 'kubernetes', rejectUnauthorized: false }
    },
    {
      name: 'file',
      headers: { authorization: 'Bearer from-a-file', 'impersonate-user': 'somebody' },
      tls: { ca: 'authority' }
    },
    {
      name: 'password',
      headers: { authorization: `Basic ${Buffer.from('me:1234').toString('base64')}` },
      tls: { servername: 'kubernetes', rejectUnauthorized: false }
    }
  ])('as context $name says', async ({ name, headers, tls }) => {
    expect(await access([first, second], name)).toEqual(E.right({ headers, tls }))
  })

  test('a token that was renewed', async () => {
    const renewed = file('renewed', 'first')
    const config = file(
      'renewing',
      `{contexts: [{name: a, context: {cluster: a, user: a}}], clusters: [{name: a, cluster: {server: "https://a"}}],
        users: [{name: a, user: {tokenFile: renewed}}]}`
    )
    const endpoint = endpointTo(await found([config], 'a'))
    expect(await endpoint.access()).toMatchObject(E.right({ headers: { authorization: 'Bearer first' } }))
    writeFileSync(renewed, 'second')
    expect(await endpoint.access()).toMatchObject(E.right({ headers: { authorization: 'Bearer second' } }))
  })

  test('the token of a program, asked once as long as it is good', async () => {
    const credential = {
      apiVersion: 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential',
      status: { token: 'from-a-program', expirationTimestamp: '2999-01-01T00:00:00Z' }
    }
    const script = `require('node:fs').appendFileSync(${JSON.stringify(join(folder, 'asked'))}, 'x'); console.log(${JSON.stringify(JSON.stringify(credential))})`
    const exec = {
      apiVersion: credential.apiVersion,
      command: process.execPath,
      args: ['-e', script],
      interactiveMode: 'Never'
    }
    const config = file(
      'program',
      JSON.stringify({
        contexts: [{ name: 'a', context: { cluster: 'a', user: 'a' } }],
        clusters: [{ name: 'a', cluster: { server: 'https://a', 'certificate-authority': 'ca.pem' } }],
        users: [{ name: 'a', user: { exec } }]
      })
    )
    const endpoint = endpointTo(await found([config], 'a'))
    const expected = E.right({ headers: { Authorization: 'Bearer from-a-program' }, tls: { ca: 'authority' } })
    expect(await endpoint.access()).toEqual(expected)
    expect(await endpoint.access()).toEqual(expected)
    expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe('x')
  })

  test('nothing, when the program fails', async () => {
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: process.execPath,
      args: ['-e', 'process.exit(3)']
    }
    const config = file(
      'failing',
      JSON.stringify({
        contexts: [{ name: 'a', context: { cluster: 'a', user: 'a' } }],
        clusters: [{ name: 'a', cluster: { server: 'https://a' } }],
        users: [{ name: 'a', user: { exec } }]
      })
    )
    expect(await access([config], 'a')).toMatchObject(
      E.left({
        ...{ kind: 'denied', code: 'NoCredentials' },
        message: expect.stringMatching(/credentials from .*: it failed and said nothing\. Run that program by hand/)
      })
    )
  })
})

test('kubeconfigs are where kubectl looks for them', () => {
  expect(usualPlaces({ KUBECONFIG: ['/a', '/b'].join(delimiter), HOME: '/home/me' })).toEqual(['/a', '/b'])
  expect(usualPlaces({ HOME: '/home/me' })).toEqual([join('/home/me', '.kube', 'config')])
  expect(usualPlaces({})).toEqual([])
})
