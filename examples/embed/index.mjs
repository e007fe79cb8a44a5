import {
  absent,
  E,
  factsFrom,
  installation,
  known,
  plainStyle,
  planOf,
  planText,
  stackText,
  survey,
  TE
} from '@alb-ingress/core'

// A platform team generates Ingresses, and wants to show what each would come to before it is merged.

const ingressFor = (app, host) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: {
    namespace: app,
    name: 'web',
    annotations: { 'alb.ingress.kubernetes.io/target-type': 'ip', 'alb.ingress.kubernetes.io/group.name': 'platform' }
  },
  spec: {
    ingressClassName: 'alb',
    rules: [
      {
        host,
        http: {
          paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }]
        }
      }
    ]
  }
})

const serviceFor = (app) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace: app, name: 'web' },
  spec: { ports: [{ port: 80, targetPort: 8080 }] }
})

const manifests = [
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'alb' },
    spec: { controller: 'ingress.k8s.aws/alb' }
  },
  ...['shop', 'blog'].flatMap((app) => [ingressFor(app, `${app}.example.com`), serviceFor(app)])
]

const install = installation({
  clusterName: 'demo',
  region: 'eu-central-1',
  accountId: '111122223333',
  vpcId: 'vpc-0a1b2c3d4e5f60718'
})

// What the core would ask AWS, answered by hand: two private subnets, and nothing of ours there yet.
const subnets = ['a', 'b'].map((zone) => ({
  id: `subnet-${zone}`,
  vpcId: install.vpcId,
  availabilityZone: `eu-central-1${zone}`,
  locale: 'availability-zone',
  availableIpAddressCount: 100,
  ipv6CidrBlocks: [],
  public: false,
  tags: { 'kubernetes.io/role/internal-elb': '1' }
}))

const answer = (question) => [question, question.ask === 'subnetsOfVpc' ? known(subnets) : absent]

const readOnly = () => {
  throw new Error('this tool only plans')
}

const ports = {
  aws: {
    answer: (questions) => TE.right(factsFrom(0, questions.map(answer))),
    observe: () => TE.right([]),
    details: () => TE.right([]),
    perform: readOnly
  },
  kubernetes: { read: TE.right(manifests), perform: readOnly },
  clock: { now: () => 0, sleep: readOnly }
}

const outlook = await survey(ports, install)()()
if (E.isLeft(outlook)) throw new Error(outlook.left.message)

for (const { stack } of outlook.right.groups) {
  if (stack._tag !== 'Left') console.log(`${stackText(stack.right, plainStyle)}\n`)
}
console.log(planText(planOf(outlook.right).plan, plainStyle))
