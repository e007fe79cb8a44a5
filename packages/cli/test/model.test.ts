import { expect, test } from 'vitest'
import { place } from './support/cli.js'
import { account, documents, files, ingress, ingressClass, input, service, shop } from './support/shop.js'

const others = documents(
  shop,
  ingress('bad', 'web', { annotations: { 'alb.ingress.kubernetes.io/scheme': 'public' } }),
  service('bad', 'web'),
  ingress('lost', 'web', { className: 'nobody' }),
  'apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: nginx }\nspec: { controller: k8s.io/nginx }\n',
  ingress('else', 'web', { className: 'nginx' })
)

test('text tells each group, who is refused and who is not ours, status 1', async () => {
  const { cli } = place(files(others))
  const { status, out, err } = await cli(['model', ...input])
  expect(status).toBe(1)
  expect(out).toContain('shop/web (members: shop/web)\nload balancer k8s-shop-web-')
  expect(out).toMatch(/bad\/web.*\nRefused/)
  expect(out).toMatch(/Not served: else\/web, as .*nginx/)
  expect(err).toContain('error[class/missing]')
})

test('a document has the groups, the refused, the unmanaged and the invalid', async () => {
  const { cli } = place(files(others))
  const { status, out } = await cli(['model', ...input, '--format', 'document'])
  expect(status).toBe(1)
  const document = JSON.parse(out) as { readonly groups: object; readonly invalid: object }
  expect(document).toMatchObject({
    groups: { 'shop/web': { members: ['shop/web'], stack: { id: 'shop/web' } }, 'bad/web': { members: ['bad/web'] } },
    unmanaged: ['else/web']
  })
  expect(document).toHaveProperty(['groups', 'bad/web', 'refused'])
  expect(Object.keys(document.invalid)).toEqual(['Ingress lost/web'])
})

test('a document that cannot be read is among the invalid', async () => {
  const { cli } = place(files(documents(shop, 'kind: [Ingress\n')))
  const { status, out } = await cli(['model', ...input, '--format', 'document'])
  expect(status).toBe(1)
  expect(JSON.parse(out)).toHaveProperty(['invalid', 'document 3'])
})

test('JSON adds what becomes of each group, and the findings', async () => {
  const { cli } = place(files(others))
  const { out, err } = await cli(['model', ...input, '--format', 'json'])
  expect(err).toBe('')
  expect(JSON.parse(out)).toMatchObject({
    schemaVersion: 1,
    groups: { 'shop/web': { state: 'wanted' }, 'bad/web': { state: 'frozen' } },
    findings: expect.arrayContaining([expect.objectContaining({ code: 'annotation/value' })])
  })
})

test('the same input in another order gives the same text', async () => {
  const { cli, write } = place(files(others))
  const forth = await cli(['model', ...input])
  write('manifests.yaml', others.split('---\n').reverse().join('---\n'))
  const back = await cli(['model', ...input])
  expect(back.out).toBe(forth.out)
})

test('what is wanted and cannot be carried out yet is shown as both', async () => {
  const manifests = documents(
    ingressClass,
    ingress('shop', 'web', { annotations: { 'alb.ingress.kubernetes.io/create-acm-cert': 'true' } }),
    service('shop', 'web')
  )
  const { cli } = place(files(manifests, account({ flags: { 'feature-gates': 'EnableCertificateManagement=true' } })))
  const text = await cli(['model', ...input])
  expect(text.status).toBe(1)
  expect(text.out).toContain('443 HTTPS')
  expect(text.out).toContain('cannot be carried out yet')
  expect(text.err).toContain('error[certificates/unissued]')
  const document = JSON.parse((await cli(['model', ...input, '--format', 'document'])).out)
  expect(document.groups['shop/web']).toHaveProperty(['stack', 'resources', 'AWS::ACM::Certificate'])
  expect(document.groups['shop/web']).not.toHaveProperty('refused')
  expect((await cli(['plan', ...input])).out).not.toContain('Create')
})
