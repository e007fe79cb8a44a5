import { account, documents, files, ingress, ingressClass, service } from './shop.js'

const names = ['cart', 'catalog', 'search', 'checkout', 'account', 'blog', 'media', 'payments', 'orders', 'reviews']
const namespaces = ['shop', 'web', 'team-a']

const certificate = 'arn:aws:acm:eu-central-1:111122223333:certificate/00000000-0000-4000-8000-000000000000'

const member = {
  'alb.ingress.kubernetes.io/group.name': 'front',
  'alb.ingress.kubernetes.io/listen-ports': '[{"HTTP":80},{"HTTPS":443}]',
  'alb.ingress.kubernetes.io/ssl-redirect': '443',
  'alb.ingress.kubernetes.io/certificate-arn': certificate
}

/** The manifests of a group of so many Ingresses, each with a Service of its own. */
export const groupOf = (count: number, annotations: Readonly<Record<string, string>> = {}): string =>
  documents(
    ingressClass,
    ...Array.from({ length: count }, (_, i) => {
      const name = `${names[i % names.length]}${i < names.length ? '' : `-${Math.floor(i / names.length)}`}`
      const namespace = namespaces[i % namespaces.length] ?? ''
      return documents(
        ingress(namespace, name, {
          annotations: { ...member, ...annotations },
          host: `${name}.shop.example.com`,
          service: name
        }),
        service(namespace, name)
      )
    })
  )

const accountWithCertificate = account({
  certificates: [{ arn: certificate, domainName: '*.shop.example.com', sans: ['*.shop.example.com'], status: 'ISSUED' }]
})

/** The files of such a group, with an account in which it can be carried out. */
export const filesOf = (manifests: string): Readonly<Record<string, string>> => files(manifests, accountWithCertificate)

/** What somebody may write who wants to break out of a label, a page or a picture. */
export const nasty: ReadonlyArray<string> = [
  '"]:::x --> b["',
  '</text></svg></title><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  '&lt;b&gt; &amp; &#60;',
  'javascript:alert(1)',
  ']]> --> {{x}} %%{init: {}}%%',
  '\\N \\G \\" \\',
  '`code` **bold** [a](b)',
  '</table><table><tr><td href="https://evil.example">',
  'Prüfung 検査 🙂 \u202e'
]

const quoted = (text: string): string => JSON.stringify(JSON.stringify(text)).slice(1, -1)

/** An Ingress that answers with such texts, and looks for them. */
export const nastyIngress = (texts: ReadonlyArray<string> = nasty): string => {
  const response = (body: string) =>
    `{\\"type\\":\\"fixed-response\\",\\"fixedResponseConfig\\":{\\"contentType\\":\\"text/plain\\",\\"statusCode\\":\\"200\\",\\"messageBody\\":${quoted(body)}}}`
  const header = (value: string) =>
    `[{\\"field\\":\\"http-header\\",\\"httpHeaderConfig\\":{\\"httpHeaderName\\":\\"X-A\\",\\"values\\":[${quoted(value)}]}}]`
  const prefix = 'alb.ingress.kubernetes.io'
  const annotations = texts.flatMap((text, i) => [
    `    ${prefix}/actions.a${i}: "${response(text)}"`,
    `    ${prefix}/conditions.a${i}: "${header(text)}"`
  ])
  const paths = texts.map(
    (_, i) =>
      `          - { path: /a${i}, pathType: Prefix, backend: { service: { name: a${i}, port: { name: use-annotation } } } }`
  )
  return documents(
    ingressClass,
    [
      'apiVersion: networking.k8s.io/v1',
      'kind: Ingress',
      'metadata:',
      '  namespace: shop',
      '  name: web',
      '  annotations:',
      ...annotations,
      'spec:',
      '  ingressClassName: alb',
      '  rules:',
      '    - host: shop.example.com',
      '      http:',
      '        paths:',
      ...paths,
      ''
    ].join('\n')
  )
}
