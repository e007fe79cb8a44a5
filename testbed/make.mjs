// Makes what the testbed runs on, if it is not there yet: `npm run testbed:make`. Takes some minutes the first time, so start it early.
import { kubeapi, python } from './cache.mjs'

for (const [what, make] of /** @type {const} */ ([
  ['the AWS server', python],
  ['the Kubernetes API server', kubeapi]
])) {
  const started = performance.now()
  const path = make()
  console.log(`${what}: ${path} (${((performance.now() - started) / 1000).toFixed(0)} s)`)
}
