/** Another controller, and how what is written for it is told from what is written for this one. */
export interface Dialect {
  readonly name: string
  /** Its keys, under our prefix or its own. */
  readonly isKey: (fullKey: string, text: string) => boolean
  /** What belongs to it too, and could be a mistake in ours if it stood alone. */
  readonly isAlsoKey?: (fullKey: string, text: string) => boolean
  /** It takes our prefix for its own keys. */
  readonly usesOurPrefix: boolean
  readonly hint: string
}

const ours = 'alb.ingress.kubernetes.io/'

const underOurs =
  (keys: RegExp) =>
  (fullKey: string): boolean =>
    fullKey.startsWith(ours) && keys.test(fullKey.slice(ours.length))

const under =
  (...starts: ReadonlyArray<string>) =>
  (fullKey: string): boolean =>
    starts.some((start) => fullKey.startsWith(start))

const isArray = (text: string): boolean => text.trimStart().startsWith('[')

const alibaba = underOurs(
  /^(address-type|vswitch-ids|zone-eip.*|edition|force-override|canary.*|sticky-session.*|cookie-timeout|backend-(scheduler.*|keepalive)|healthcheck-(enabled|method|httpcode|connect-port|threshold-.*)|traffic-limit-.*|(enable-)?cors.*|use-regex|resource-group-id)$/
)
const naver = underOurs(
  /^(ssl-certificate-no|load-balancer-size|network-type|subnet-no|public-ip-instance-no|enable-access-log)$/
)
const ucloud = underOurs(/^(certificates|paymode|chargetype|vpc-ulb.*)$/)

const remains =
  'This controller reads none of it. Say the same with annotations of alb.ingress.kubernetes.io of AWS, and remove the others.'

/** Controllers whose manifests are taken for ours, or whose annotations stay behind when a manifest moves to an ALB. */
export const dialects: ReadonlyArray<Dialect> = [
  {
    name: 'the ALB Ingress Controller of Alibaba Cloud',
    usesOurPrefix: true,
    isKey: alibaba,
    isAlsoKey: (fullKey, text) =>
      underOurs(/^(rewrite-target|health-check-.*)$/)(fullKey) || (underOurs(/^actions\./)(fullKey) && isArray(text)),
    hint: remains
  },
  {
    name: 'the ALB Ingress Controller of Naver Cloud',
    usesOurPrefix: true,
    isKey: (fullKey, text) =>
      naver(fullKey) || (underOurs(/^actions\./)(fullKey) && /"type"\s*:\s*"(redirection|targetGroup)"/.test(text)),
    hint: remains
  },
  {
    name: 'the ALB Ingress Controller of UCloud',
    usesOurPrefix: true,
    isKey: (fullKey, text) =>
      ucloud(fullKey) || (underOurs(/^load-balancer-type$/)(fullKey) && /^(outer|inner)$/.test(text)),
    hint: remains
  },
  {
    name: 'ingress-nginx',
    usesOurPrefix: false,
    isKey: under('nginx.ingress.kubernetes.io/', 'ingress.kubernetes.io/', 'nginx.org/', 'nginx.com/'),
    hint: 'An Application Load Balancer does not read them. ssl-redirect, transforms.<service>, auth-type and load-balancer-attributes do what the usual ones did; remove the rest.'
  },
  {
    name: 'the Service controllers of AWS (for network load balancers)',
    usesOurPrefix: false,
    isKey: under('service.beta.kubernetes.io/aws-load-balancer-', 'service.kubernetes.io/aws-load-balancer-'),
    hint: 'They belong on a Service of type LoadBalancer. On an Ingress, write the annotation of alb.ingress.kubernetes.io that does the same.'
  },
  {
    name: 'another Ingress controller',
    usesOurPrefix: false,
    isKey: under(
      ...['traefik.ingress.kubernetes.io/', 'haproxy.org/', 'haproxy-ingress.github.io/', 'konghq.com/'],
      ...['appgw.ingress.kubernetes.io/', 'networking.gke.io/', 'ingress.gcp.kubernetes.io/', 'projectcontour.io/'],
      ...['ingress.alb.yc.io/', 'ingress.vke.volcengine.com/', 'skipper.zalando.org/', 'zalando.org/']
    ),
    hint: 'An Application Load Balancer does not read them: say the same with annotations of alb.ingress.kubernetes.io, and remove them.'
  }
]
