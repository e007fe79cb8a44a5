import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { E } from '@alb-ingress/core'
import { expect, test } from 'vitest'
import { connect } from '../../src/live/connect.js'
import { inCluster, isInCluster } from '../../src/live/in-cluster.js'

const folder = mkdtempSync(join(tmpdir(), 'service-account-'))
for (const [name, text] of [
  ['token', 'abc\n'],
  ['ca.crt', 'authority\n'],
  ['namespace', 'kube-system']
] as const)
  writeFileSync(join(folder, name), text)

test.each([
  { host: '10.96.0.1', port: '443', server: 'https://10.96.0.1:443' },
  { host: 'fd00::1', port: '6443', server: 'https://[fd00::1]:6443' },
  { host: 'kubernetes', port: undefined, server: 'https://kubernetes:443' }
])('the API server is at $server', async ({ host, port, server }) => {
  const environment = {
    KUBERNETES_SERVICE_HOST: host,
    ...(port === undefined ? {} : { KUBERNETES_SERVICE_PORT: port })
  }
  expect(await inCluster(environment, folder)()).toMatchObject(E.right({ server, namespace: 'kube-system' }))
})

test('the token of the service account is read for each request, because it is renewed', async () => {
  const endpoint = await inCluster({ KUBERNETES_SERVICE_HOST: 'kubernetes' }, folder)()
  if (E.isLeft(endpoint)) throw new Error(endpoint.left.message)
  const withToken = (token: string) =>
    E.right({ headers: { authorization: `Bearer ${token}` }, tls: { ca: 'authority' } })
  expect(await endpoint.right.access()).toEqual(withToken('abc'))
  writeFileSync(join(folder, 'token'), 'renewed')
  expect(await endpoint.right.access()).toEqual(withToken('renewed'))
})

test('outside of a Pod there is no such cluster', async () => {
  expect(isInCluster({})).toBe(false)
  expect(await inCluster({}, folder)()).toMatchObject(E.left({ kind: 'missing', code: 'NotInCluster' }))
})

test('a Pod without a service account is told which file is missing', async () => {
  const environment = { KUBERNETES_SERVICE_HOST: 'kubernetes' }
  const result = await inCluster(environment, join(folder, 'absent'))()
  expect(result).toMatchObject(E.left({ message: expect.stringContaining(join(folder, 'absent', 'namespace')) }))
})

test('who has no kubeconfig and is in no Pod is told what to name', async () => {
  expect(await connect({ environment: {} })()).toEqual(
    E.left(
      expect.objectContaining({
        kind: 'missing',
        message:
          'There is no kubeconfig in the home folder or in KUBECONFIG, and this process does not run in a Pod. Name a kubeconfig file.'
      })
    )
  )
})
