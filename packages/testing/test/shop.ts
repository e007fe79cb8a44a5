/** Manifests of a small shop, as text: a canary behind HTTPS, and a Service that nobody has made. */
export const shop = `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: alb }
spec: { controller: ingress.k8s.aws/alb }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  namespace: shop
  name: web
  annotations:
    alb.ingress.kubernetes.io/target-type: ip
    alb.ingress.kubernetes.io/listen-ports: '[{"HTTP":80},{"HTTPS":443}]'
    alb.ingress.kubernetes.io/ssl-redirect: "443"
    alb.ingress.kubernetes.io/load-balancer-attributes: idle_timeout.timeout_seconds=120,routing.http2.enabled=true
    alb.ingress.kubernetes.io/actions.canary: >
      {"type":"forward","forwardConfig":{"targetGroups":[
        {"serviceName":"cart","servicePort":80,"weight":9},
        {"serviceName":"cart-next","servicePort":80,"weight":1}]}}
spec:
  ingressClassName: alb
  rules:
    - host: shop.example
      http:
        paths:
          - { path: /cart, pathType: Prefix, backend: { service: { name: canary, port: { name: use-annotation } } } }
          - { path: /old, pathType: Prefix, backend: { service: { name: gone, port: { number: 80 } } } }
          - { path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }
---
apiVersion: v1
kind: Service
metadata:
  namespace: shop
  name: web
  annotations: { alb.ingress.kubernetes.io/healthcheck-path: /healthz }
spec: { ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Service
metadata: { namespace: shop, name: cart }
spec: { ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Service
metadata: { namespace: shop, name: cart-next }
spec: { ports: [{ name: http, port: 80, targetPort: 8080 }] }
`

/** The members of an Ingress that asks for a value that nobody knows. */
export const misspelt = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: {
    namespace: 'blog',
    name: 'blog',
    annotations: { 'alb.ingress.kubernetes.io/scheme': 'public', 'alb.ingress.kubernetes.io/target-type': 'ip' }
  },
  spec: {
    ingressClassName: 'alb',
    rules: [
      {
        host: 'blog.example',
        http: {
          paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'blog', port: { number: 80 } } } }]
        }
      }
    ]
  }
}
