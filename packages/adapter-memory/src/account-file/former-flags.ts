/**
 * A flag of AWS ALB Ingress Controller 1.x that is no flag of its successor. `hinted`: it means what it meant, and whoever writes it is told what
 * to write today. `idle`: it is known, and there is nothing left for it to say. `refused`: it would have to say something, and cannot.
 */
export interface FormerFlag {
  readonly answer: 'hinted' | 'idle' | 'refused'
  /** The flag of today that says the same, and how it is said there. */
  readonly now?: string
  readonly value?: (value: unknown) => unknown
  /** Whole sentences: what became of it. */
  readonly remark: string
}

const renamed = (now: string, value?: (given: unknown) => unknown): FormerFlag => ({
  answer: 'hinted',
  now,
  remark: `It is called ${now} today.`,
  ...(value === undefined ? {} : { value })
})
const kept = (remark: string): FormerFlag => ({ answer: 'hinted', remark })
const idle = (remark: string): FormerFlag => ({ answer: 'idle', remark })

const nothingLogged = idle('Use log-level to choose what is logged.')
const everyPass = idle('Every pass reads what is in AWS, and takes the time that it needs.')

/** What becomes of each, by its name. Those that are not listed are flags of today. */
export const formerFlags: Readonly<Record<string, FormerFlag>> = {
  'target-type': renamed('default-target-type', (given) => (given === 'pod' ? 'ip' : given)),
  'election-id': renamed('leader-election-id'),
  election: renamed('enable-leader-election'),
  'election-namespace': renamed('leader-election-namespace'),
  'healthz-port': renamed('health-probe-bind-addr', (given) => `:${String(given)}`),
  'backend-protocol': kept('Say it with the annotation backend-protocol of Ingresses or Services.'),
  'alb-name-prefix': kept(
    'It helps to recognise load balancers of then. Names of today are made otherwise: see load-balancer-name.'
  ),
  'restrict-scheme': kept('IngressClassParams can say it for a class: scheme, and namespaceSelector.'),
  'restrict-scheme-namespace': kept('It counts together with restrict-scheme.'),
  'sync-rate-limit': everyPass,
  'aws-sync-period': everyPass,
  'health-check-period': idle('Probes ask nothing of AWS.'),
  'aws-api-debug': idle('Use log-level=debug.'),
  profiling: idle('There is no profiler to reach.'),
  'default-backend-service': idle('It never did anything: name a Service in spec.defaultBackend of an Ingress.'),
  logtostderr: nothingLogged,
  alsologtostderr: nothingLogged,
  stderrthreshold: nothingLogged,
  log_dir: nothingLogged,
  log_backtrace_at: nothingLogged,
  v: nothingLogged,
  vmodule: nothingLogged,
  'apiserver-host': { answer: 'refused', remark: 'Name the API server in the file of kubeconfig.' }
}

/** Feature gates of that controller: flags of today say the same. */
export const formerGates: Readonly<Record<string, string>> = { waf: 'enable-waf' }

/** Environment variables that it read, and the flags that say the same. It let them outrank flags; here a flag outranks them. */
export const formerVariables: Readonly<Record<string, string>> = {
  CLUSTER_NAME: 'cluster-name',
  ALB_PREFIX: 'alb-name-prefix',
  ALB_CONTROLLER_RESTRICT_SCHEME: 'restrict-scheme',
  ALB_CONTROLLER_RESTRICT_SCHEME_CONFIG_NAMESPACE: 'restrict-scheme-namespace',
  ALB_SYNC_INTERVAL: 'aws-sync-period',
  AWS_MAX_RETRIES: 'aws-max-retries'
}

/** Environment variables that still count without a word. */
export const keptVariables: Readonly<Record<string, string>> = { AWS_VPC_ID: 'aws-vpc-id', AWS_REGION: 'aws-region' }

/** It made that controller import load balancers without tags; nothing is taken over here without its tags. */
export const droppedVariable = 'ALB_SUPPORT_LEGACY_DEPLOYMENTS'
