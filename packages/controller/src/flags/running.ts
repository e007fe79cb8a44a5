import { defaultThrottles } from '@alb-ingress/adapter-aws'
import { endpoints, throttles } from './aws-values.js'
import type { Flag } from './flag.js'
import { address, duration, list, oneOf, pairs, share, text, truth, whole } from './value.js'

const minute = 60_000
const flag = <A>(declared: Flag<A>): Flag<A> => declared

/** By which replicas of AWS Load Balancer Controller agree who of them acts. */
export const referenceLease = 'aws-load-balancer-controller-leader'

/** Flags that say how the controller runs, by the names under which the program knows them. Those of the reference have its names and defaults. */
export const runningFlags = {
  logLevel: flag({
    ...{ name: 'log-level', section: 'General' },
    type: oneOf('error', 'warn', 'info', 'debug'),
    fallback: 'info',
    help: 'What is logged: debug tells every step of every plan.'
  }),
  kubeconfig: flag({
    ...{ name: 'kubeconfig', section: 'General', type: text, fallback: '' },
    shownFallback: 'the service account of the pod',
    help: 'The file that says how to reach the API server.'
  }),
  watchNamespace: flag({
    ...{ name: 'watch-namespace', section: 'General', type: list, fallback: [] },
    shownFallback: 'all',
    help: 'Serve only these namespaces.'
  }),
  syncPeriod: flag({
    ...{ name: 'sync-period', section: 'General', type: duration(minute), fallback: 600 * minute },
    help: 'At least this often everything is looked at afresh; see drift-interval, which is usually shorter.'
  }),
  vpcTags: flag({
    ...{ name: 'aws-vpc-tags', section: 'AWS', type: pairs, fallback: {} },
    help: 'Finds the VPC by its tags, where aws-vpc-id does not name it. All must match, and exactly one VPC.'
  }),
  maxRetries: flag({
    ...{ name: 'aws-max-retries', section: 'AWS', type: whole(1, 1000), fallback: 10 },
    help: 'How often one call to AWS is tried in all.'
  }),
  endpoints: flag({
    ...{ name: 'aws-api-endpoints', section: 'AWS', type: endpoints, fallback: {} },
    help: 'Other endpoints, by the id of the service: EC2=https://..., Elastic Load Balancing v2=https://...'
  }),
  throttle: flag({
    ...{ name: 'aws-api-throttle', section: 'AWS', type: throttles, fallback: defaultThrottles },
    shownFallback: 'as the reference',
    help: 'Own limits for calls: <service id>:<pattern of operations>=<rate a second>:<burst>, with commas. Naming a service replaces its defaults.'
  }),
  metricsAddress: flag({
    ...{ name: 'metrics-bind-addr', section: 'Servers and leadership', type: address },
    fallback: { host: undefined, port: 8080 },
    help: 'Where /metrics is served. 0: nowhere.'
  }),
  healthAddress: flag({
    ...{ name: 'health-probe-bind-addr', section: 'Servers and leadership', type: address },
    fallback: { host: undefined, port: 61_779 },
    help: 'Where /healthz and /readyz are served. 0: nowhere.'
  }),
  isElecting: flag({
    ...{ name: 'enable-leader-election', section: 'Servers and leadership', type: truth, fallback: true },
    help: 'Of several replicas one acts: the one that holds the lease.'
  }),
  leaseName: flag({
    ...{ name: 'leader-election-id', section: 'Servers and leadership', type: text },
    fallback: referenceLease,
    help: 'The name of the lease. The default is the one of the reference, so that never both act.'
  }),
  leaseNamespace: flag({
    ...{ name: 'leader-election-namespace', section: 'Servers and leadership', type: text, fallback: '' },
    shownFallback: 'the namespace of the pod',
    help: 'Where the lease is.'
  }),
  groupWorkers: flag({
    ...{ name: 'ingress-max-concurrent-reconciles', section: 'Ingress', type: whole(1, 1000), fallback: 3 },
    help: 'How many groups are worked on side by side.'
  }),
  stabilization: flag({
    ...{ name: 'lb-stabilization-monitor-interval', section: 'Ingress', type: duration(1000), fallback: 2 * minute },
    help: 'When a group is looked at again that waits for something of the account: a load balancer that is being made, a certificate, a subnet.'
  }),
  networkInterfaceGroupTags: flag({
    ...{ name: 'service-target-eni-security-group-tags', section: 'Security groups', type: pairs, fallback: {} },
    help: 'Further tags of the security group that is opened for traffic, where a network interface of a target has several.'
  }),
  bindingWorkers: flag({
    ...{ name: 'targetgroupbinding-max-concurrent-reconciles', section: 'Targets', type: whole(1, 1000), fallback: 3 },
    help: 'How many target groups get their targets side by side.'
  }),
  longestBindingPause: flag({
    ...{ name: 'targetgroupbinding-max-exponential-backoff-delay', section: 'Targets', type: duration(5) },
    fallback: 1_000_000,
    help: 'The longest pause after a failure; it begins at 5ms and doubles.'
  }),
  bindingRequeue: flag({
    ...{ name: 'targetgroupbinding-requeue-duration', section: 'Targets', type: duration(1000), fallback: 15_000 },
    help: 'How often health is asked for while a pod waits for its readiness gate.'
  }),
  mostTargets: flag({
    ...{ name: 'max-targets-per-target-group', section: 'Targets', type: whole(0, 1_000_000), fallback: 0 },
    shownFallback: '0, which is no limit',
    help: 'No target group gets more targets than these.'
  }),
  driftInterval: flag({
    ...{ name: 'drift-interval', section: 'How it acts', type: duration(minute), fallback: 30 * minute },
    help: 'How often the account is looked at for changes of others.'
  }),
  isDryRun: flag({
    ...{ name: 'dry-run', section: 'How it acts', type: truth, fallback: false },
    help: 'Observe, plan and report, and write nothing at all: no call that changes AWS, no finalizer, status, event or lease. May run beside another controller.'
  }),
  policy: flag({
    ...{ name: 'policy', section: 'How it acts' },
    type: oneOf('sync', 'upsert-only', 'create-only', 'observe'),
    fallback: 'sync',
    help: 'How far plans may go: upsert-only takes nothing away, create-only touches nothing that is there, observe does nothing.'
  }),
  isBesideOther: flag({
    ...{ name: 'act-beside-other-controller', section: 'How it acts', type: truth, fallback: false },
    help: 'Act although another controller holds the lease of AWS Load Balancer Controller; needs a leader-election-id of its own. Two that serve one class undo each other.'
  }),
  maxRevokedShare: flag({
    ...{ name: 'max-revoked-share', section: 'How it acts', type: share, fallback: 0.5 },
    help: 'The largest part of the rules on nodes and pods that one pass may take away; more is refused and told.'
  }),
  steps: flag({
    ...{ name: 'max-concurrent-steps', section: 'How it acts', type: whole(1, 1000), fallback: 10 },
    help: 'How many steps of one plan run side by side.'
  })
} as const
