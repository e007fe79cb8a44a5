export { type AccountInShort, anAccount, type CertificateInShort } from '@alb-ingress/adapter-memory'
export type { Code, Diagnostic, Expected, Reply, RequestGiven, SettingGiven, Trace, Verdict } from '@alb-ingress/core'
export {
  checkRefusal,
  checkRequest,
  checkSetting,
  destinationOf,
  type Outcome,
  type RequestOutcome,
  wayOf,
  whereTo
} from './ask.js'
export type { AccountGiven, ManifestGiven, ManifestsGiven } from './given.js'
export { type LoadBalancer, type LoadBalancerOptions, loadBalancerFrom } from './load-balancer.js'
