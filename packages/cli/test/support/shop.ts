/** Manifests of a small shop, as text: each test puts together what it is about. */

export const ingressClass = `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: alb }
spec: { controller: ingress.k8s.aws/alb }
`

interface IngressOptions {
  readonly annotations?: Readonly<Record<string, string>>
  readonly host?: string
  readonly service?: string
  readonly className?: string
}

export const ingress = (
  namespace: string,
  name: string,
  { annotations = {}, host = 'shop.example.com', service = 'web', className = 'alb' }: IngressOptions = {}
): string => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  namespace: ${namespace}
  name: ${name}
  annotations: ${JSON.stringify({ 'alb.ingress.kubernetes.io/target-type': 'ip', ...annotations })}
spec:
  ingressClassName: ${className}
  rules:
    - host: ${host}
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: ${service}, port: { number: 80 } } }
`

export const service = (
  namespace: string,
  name: string,
  annotations: Readonly<Record<string, string>> = {}
): string => `apiVersion: v1
kind: Service
metadata: { namespace: ${namespace}, name: ${name}, annotations: ${JSON.stringify(annotations)} }
spec:
  ports: [{ name: http, port: 80, targetPort: 8080 }]
`

export const documents = (...texts: ReadonlyArray<string>): string => texts.join('---\n')

export const shop = documents(ingressClass, ingress('shop', 'web'), service('shop', 'web'))

const subnet = (zone: string, digit: number): unknown => ({
  id: `subnet-${String(digit).repeat(17)}`,
  az: zone,
  cidr: `10.0.${digit}.0/24`,
  availableIps: 200,
  type: 'availability-zone',
  public: false,
  tags: { 'kubernetes.io/role/internal-elb': '1' }
})

/** A small account as the text of its file; members given replace those of the usual one. */
export const account = (members: Readonly<Record<string, unknown>> = {}): string =>
  `${JSON.stringify(
    {
      region: 'eu-central-1',
      accountId: '111122223333',
      clusterName: 'shop',
      vpcId: 'vpc-00000000000000001',
      vpcCidrs: ['10.0.0.0/16'],
      subnets: [subnet('eu-central-1a', 1), subnet('eu-central-1b', 2)],
      ...members
    },
    undefined,
    2
  )}\n`

export const files = (manifests: string = shop, accountText: string = account()): Readonly<Record<string, string>> => ({
  'manifests.yaml': manifests,
  'account.json': accountText
})

/** The flags that every command needs. */
export const input: ReadonlyArray<string> = ['--manifests', 'manifests.yaml', '--account', 'account.json']
