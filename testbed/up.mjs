// Both servers, for somebody who wants to try something by hand: `npm run testbed`. They end with this program.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startAws } from './aws.mjs'
import { startKubernetes } from './kubernetes.mjs'
import { createCrds, createObjects } from './objects.mjs'
import { workFolder } from './processes.mjs'
import { base } from './workloads.mjs'

// Whatever was started ends with its standard input, and folders go with this process.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit())

const work = workFolder()
const [aws, kubernetes] = await Promise.all([startAws({ cluster: 't1', env: { MAX_LBS: '200' } }), startKubernetes()])
await createCrds(kubernetes.kubeconfig)
await createObjects(kubernetes.kubeconfig, base(aws.seed))

const seed = join(work.path, 'seed.json')
writeFileSync(seed, JSON.stringify(aws.seed, undefined, 1))
for (const [name, value] of Object.entries({ ...aws.env, KUBECONFIG: kubernetes.kubeconfig, SEED: seed }))
  console.log(`export ${name}=${value}`)
console.log(`# cluster t1 in ${aws.seed.vpc}; Ctrl-C ends it`)
