/** Flags of the reference that are accepted, and say nothing here: by their names, why. */
export const idleFlags: Readonly<Record<string, string>> = {
  'aws-vpc-tag-key': 'It says nothing in AWS Load Balancer Controller either.',
  'enable-endpoint-slices': 'EndpointSlices are always used; Endpoints are read no more.',
  ...Object.fromEntries(
    [
      ...['webhook-bind-port', 'webhook-cert-dir', 'webhook-cert-file', 'webhook-key-file', 'kube-ca-pem-filepath'],
      ...['disable-ingress-class-annotation', 'disable-ingress-group-name-annotation'],
      'enable-pod-readiness-gate-inject'
    ].map((name) => [name, 'This version serves no webhooks.'])
  ),
  ...Object.fromEntries(
    [
      ...['service-max-concurrent-reconciles', 'load-balancer-class'],
      ...['gateway-class-max-concurrent-reconciles', 'alb-gateway-max-concurrent-reconciles'],
      ...['nlb-gateway-max-concurrent-reconciles', 'globalaccelerator-max-concurrent-reconciles'],
      ...['globalaccelerator-max-exponential-backoff-delay', 'quic-environment-variable-name']
    ].map((name) => [name, 'It is about other things than Ingresses.'])
  )
}

/** Those of them that need no value. */
export const idleSwitches: ReadonlySet<string> = new Set([
  ...['disable-ingress-class-annotation', 'disable-ingress-group-name-annotation'],
  ...['enable-pod-readiness-gate-inject', 'enable-endpoint-slices']
])
