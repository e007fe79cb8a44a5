import { describe, expect, test } from 'vitest'
import { place } from './support/cli.js'
import { documents, files, ingress, ingressClass, input, service, shop } from './support/shop.js'

describe('explain', () => {
  test('prints the page of an annotation, with its prefix or without, and needs no manifests for it', async () => {
    const { cli } = place()
    const { status, out } = await cli(['explain', 'healthcheck-path'])
    expect(status).toBe(0)
    expect(out).toMatch(/^# healthcheck-path\n/)
    const full = await cli(['explain', 'alb.ingress.kubernetes.io/healthcheck-path'])
    expect(full.out).toBe(out)
  })

  test('one of a family has the page of the family', async () => {
    const { cli } = place()
    const { out } = await cli(['explain', 'actions.checkout'])
    expect(out).toMatch(/^# actions\.<name>\n/)
  })

  test('says of every setting of an Ingress who said it, what did not count, and what came of it', async () => {
    const annotations = {
      'alb.ingress.kubernetes.io/scheme': 'internal',
      'alb.ingress.kubernetes.io/healthcheck-path': '/of-ingress'
    }
    const ofService = { 'alb.ingress.kubernetes.io/healthcheck-path': '/of-service' }
    const { cli } = place(
      files(documents(ingressClass, ingress('cart', 'cart', { annotations }), service('cart', 'web', ofService)))
    )
    const { status, out } = await cli(['explain', 'cart/cart', ...input])
    expect(status).toBe(0)
    expect(out).toContain('internal  annotation on Ingress cart/cart')
    expect(out).toContain('-> load balancer of cart/cart: scheme internal')
    expect(out).toContain('healthcheck-path  /of-service  annotation on Service cart/web')
    expect(out).toContain('not /of-ingress (annotation on Ingress cart/cart): the Service says it itself')
    expect(out).toMatch(/by default: .*backend-protocol HTTP/)
  })

  test('a setting on which members differ is told with both, and exits 1', async () => {
    const member = (namespace: string, scheme: string) =>
      ingress(namespace, 'web', {
        host: `${namespace}.example.com`,
        annotations: { 'alb.ingress.kubernetes.io/group.name': 'front', 'alb.ingress.kubernetes.io/scheme': scheme }
      })
    const { cli } = place(
      files(
        documents(
          ingressClass,
          member('a', 'internal'),
          service('a', 'web'),
          member('b', 'internet-facing'),
          service('b', 'web')
        )
      )
    )
    const { status, out } = await cli(['explain', 'front', ...input])
    expect(status).toBe(1)
    expect(out).toContain('scheme  cannot be settled')
    expect(out).toContain('Ingress b/web asks for scheme "internet-facing"')
  })

  test('-o json is for programs, and has what the text has', async () => {
    const { cli } = place(files(shop))
    const { out } = await cli(['explain', 'shop/web', ...input, '-o', 'json'])
    const { group, settings } = JSON.parse(out)
    expect(group).toBe('shop/web')
    expect(settings.map(({ key }: { key: string }) => key)).toContain('target-type')
  })

  test('a misspelt annotation is told with what was meant, before anybody is asked for manifests', async () => {
    const { status, err } = await place().cli(['explain', 'shceme'])
    expect({ status, err }).toEqual({
      status: 1,
      err: 'alb-ingress: No annotation is called "shceme". Did you mean scheme? A group or an Ingress needs --manifests too.\n'
    })
  })

  test('what is neither annotation, group nor Ingress is told, with what was probably meant', async () => {
    const { cli } = place(files(shop))
    const { status, out, err } = await cli(['explain', 'shop/wep', ...input])
    expect({ status, out }).toEqual({ status: 1, out: '' })
    expect(err).toContain('Did you mean shop/web?')
  })
})

describe('reference', () => {
  test('the committed Markdown is what the declarations say', async () => {
    const { cli } = place()
    const { out } = await cli(['reference'])
    await expect(out).toMatchFileSnapshot('../../../docs/annotations.md')
  })

  test('the committed JSON Schema is what the declarations say', async () => {
    const { cli } = place()
    const { out } = await cli(['reference', '--format', 'json-schema'])
    await expect(out).toMatchFileSnapshot('../../../docs/annotations.schema.json')
  })

  test('a format that is not known is told', async () => {
    const { cli } = place()
    expect(await cli(['reference', '--format', 'html'])).toMatchObject({ status: 1, out: '' })
  })
})
