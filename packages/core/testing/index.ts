export * from './ingress-oracle.js'
