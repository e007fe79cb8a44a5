import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startAws, type TestAws } from '../../testbed/aws.mjs'
import { startKubernetes, type TestKubernetes } from '../../testbed/kubernetes.mjs'
import { createCrds, createObjects } from '../../testbed/objects.mjs'
import { mutating } from '../../testbed/proxy.mjs'
import { base, namespace, s1 } from '../../testbed/workloads.mjs'
import { inventoryOf } from '../support/inventory.js'
import { notAllowed } from '../support/policy.js'
import { adminOf, connected } from './admin.js'

const program = fileURLToPath(new URL('../../packages/cli/bin/alb-ingress.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'alb-ingress-cli-'))
const inFolder = (name: string): string => join(folder, name)

let server: TestAws
let kubernetes: TestKubernetes
beforeAll(async () => {
  ;[server, kubernetes] = await Promise.all([startAws({ cluster: 't1' }), startKubernetes()])
  await createCrds(kubernetes.kubeconfig)
  await createObjects(kubernetes.kubeconfig, [...base(server.seed), ...s1(server.seed)])
})
afterAll(async () => {
  await Promise.all([server.stop(), kubernetes.stop()])
  expect(notAllowed(server.everCalled())).toEqual([])
  rmSync(folder, { recursive: true })
})

interface Said {
  readonly status: number
  readonly out: string
  readonly err: string
}

const run = (words: ReadonlyArray<string>, env: NodeJS.ProcessEnv): Promise<Said> =>
  new Promise((resolve) => {
    execFile(process.execPath, [program, ...words], { env }, (failed, out, err) => {
      resolve({ status: typeof failed?.code === 'number' ? failed.code : 0, out, err })
    })
  })

/** Runs the program as a user does who may reach both. */
const alb = (...words: ReadonlyArray<string>): Promise<Said> => {
  const { cluster, vpc } = server.seed
  const place = ['--cluster-name', cluster, '--aws-vpc-id', vpc, '--kubeconfig', kubernetes.kubeconfig]
  return run([...words, ...place], { ...process.env, ...server.env })
}

const theIngress = async () =>
  adminOf(await connected(kubernetes.kubeconfig)).get({ kind: 'Ingress', namespace, name: 's1' })

describe('the command line on a cluster and an AWS account', () => {
  test('brings an Ingress to life: load balancer, bindings, targets and status', async () => {
    const planned = await alb('plan', '--record', inFolder('seen.json'))
    expect(planned).toMatchObject({ status: 2, err: '' })
    expect(planned.out).toMatch(/AddFinalizer[\s\S]*CreateLoadBalancer[\s\S]*CreateTargetGroupBinding/)
    const applied = await alb('apply', '--yes')
    expect(applied).toMatchObject({ status: 0, err: '' })
    expect(applied.out).toMatch(/Targets: \d+ registered/)
    const ingress = await theIngress()
    expect(ingress.status.loadBalancer.ingress[0].hostname).toMatch(/elb/)
    expect(ingress.metadata.finalizers).toEqual(['ingress.k8s.aws/resources'])
  })

  test('has nothing to do then, and says so with the same words to whoever has neither', async () => {
    server.reset()
    const planned = await alb('plan', '--record', inFolder('now.json'))
    expect(planned).toMatchObject({ status: 0, out: 'Nothing to do.\n' })
    const env = { PATH: process.env.PATH }
    expect(await run(['plan', '--replay', inFolder('now.json')], env)).toEqual(planned)
    const before = await run(['plan', '--replay', inFolder('seen.json')], env)
    expect(before.status).toBe(2)
    expect(before.out).toContain('CreateLoadBalancer')
    expect(await alb('apply', '--yes')).toMatchObject({ status: 0, out: 'Nothing to do.\n' })
    expect(mutating(server.counts().counts)).toBe(0)
  })

  test('says how it is, down to each target, and changes nothing', async () => {
    server.reset()
    const shown = await alb('status', `${namespace}/s1`)
    expect(shown.err).toBe('')
    expect(shown).toMatchObject({
      status: 0,
      out: expect.stringMatching(/\d+ of \d+ targets? healthy[\s\S]*All is well/)
    })
    const unknown = await alb('status', `${namespace}/s2`)
    expect(unknown).toMatchObject({ status: 1, out: '', err: expect.stringContaining(`Did you mean ${namespace}/s1?`) })
    expect(notAllowed(Object.keys(server.counts().counts), 'read')).toEqual([])
  })

  test('takes a group back, with its targets and the rules that led to them', async () => {
    expect(await alb('destroy', `${namespace}/s1`, '--yes')).toMatchObject({ status: 0, err: '' })
    const left = await inventoryOf(server.url)
    expect(left.loadBalancers).toEqual([])
    expect(left.targetGroups).toEqual([])
    expect(JSON.stringify(left)).not.toContain('elbv2.k8s.aws/cluster')
    const ingress = await theIngress()
    expect(ingress.metadata.finalizers ?? []).toEqual([])
    expect(ingress.status.loadBalancer).toEqual({})
  })
})
