import { elect, holderOf, type Leadership, type LeaseTiming } from '@alb-ingress/adapter-k8s/live'
import { E } from '@alb-ingress/core'
import { afterAll, afterEach, expect, test } from 'vitest'
import { startKubernetes } from '../../testbed/kubernetes.mjs'
import { adminOf, connected, newNamespace } from './admin.js'
import { layCable } from './cable.js'
import { journal } from './journal.js'

const server = await startKubernetes()
const direct = await connected(server.kubeconfig)
const admin = adminOf(direct)
const cable = await layCable(server.kubeconfig)
const remote = await connected(cable.kubeconfig)
const name = 'aws-load-balancer-controller-leader'
// Times of tests: shorter, in the proportions of the usual ones.
const timing: LeaseTiming = { lease: 3_000, renewDeadline: 2_000, retry: 400 }

const running: Array<Leadership> = []
afterEach(async () => {
  cable.mend()
  await Promise.all(running.splice(0).map((each) => each.stop()))
})
afterAll(async () => {
  cable.stop()
  await server.stop()
})

/** Candidates for one lease; `said` is who said what, in order. */
const election = async () => {
  const namespace = await newNamespace(admin)
  const { notify, until } = journal()
  const said: Array<string> = []
  const stand = (identity: string, client = direct): Leadership => {
    const turned = (isLeader: boolean): void => {
      said.push(`${identity} ${isLeader ? 'leads' : 'stops'}`)
      notify()
    }
    const candidate = elect(client, { namespace, name, identity, turned, timing })
    running.push(candidate)
    return candidate
  }
  const heard = (line: string): Promise<void> => until(() => said.includes(line))
  const lease = async () => (await admin.get({ kind: 'Lease', namespace, name })).spec
  return { namespace, said, stand, heard, until, notify, lease }
}

test('the first candidate leads, and the Lease says what client-go says', async () => {
  const { stand, heard, lease, namespace } = await election()
  const one = stand('one')
  await heard('one leads')
  expect(one.isLeader()).toBe(true)
  expect(await lease()).toEqual({
    holderIdentity: 'one',
    leaseDurationSeconds: 3,
    acquireTime: expect.stringMatching(/\.\d{6}Z$/),
    renewTime: expect.stringMatching(/\.\d{6}Z$/),
    leaseTransitions: 0
  })
  expect(await holderOf(direct, { namespace, name })()).toEqual(
    E.right({ identity: 'one', renewTime: expect.any(String), isAlive: true })
  )
})

test('a leader that stops lets go of the Lease, and the next one takes it', async () => {
  const { stand, heard, said, lease } = await election()
  const one = stand('one')
  await heard('one leads')
  await one.stop()
  expect(await lease()).toMatchObject({ holderIdentity: '', leaseDurationSeconds: 1 })
  stand('two')
  await heard('two leads')
  expect(said).toEqual(['one leads', 'one stops', 'two leads'])
  expect(await lease()).toMatchObject({ holderIdentity: 'two', leaseTransitions: 1 })
})

test.each(['cut', 'freeze'] as const)(
  'a leader whose connection is lost (%s) stops before another can start',
  async (happens) => {
    const { stand, heard, said } = await election()
    const one = stand('one', remote)
    await heard('one leads')
    stand('two')
    cable[happens]()
    await heard('one stops')
    expect(one.isLeader()).toBe(false)
    await heard('two leads')
    expect(said).toEqual(['one leads', 'one stops', 'two leads'])
    cable.mend()
    expect(one.isLeader()).toBe(false)
  }
)

test('a leader from whom the Lease was taken stops when it comes to renew it', async () => {
  const { stand, heard, said, namespace } = await election()
  stand('one')
  await heard('one leads')
  const renewTime = new Date().toISOString().replace('Z', '000Z')
  await admin.patch({ kind: 'Lease', namespace, name }, { spec: { holderIdentity: 'somebody', renewTime } })
  await heard('one stops')
  expect(said).toEqual(['one leads', 'one stops'])
})

test('a Lease that another controller holds is left to it', async () => {
  const { stand, said, namespace, lease, until, notify } = await election()
  const renewTime = new Date().toISOString().replace('Z', '000Z')
  const spec = { holderIdentity: 'reference', leaseDurationSeconds: 3600, acquireTime: renewTime, renewTime }
  await admin.create({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { namespace, name }, spec })
  let looks = 0
  const counted: typeof direct = {
    ...direct,
    call: (call, signal) => {
      looks += 1
      notify()
      return direct.call(call, signal)
    }
  }
  const one = stand('one', counted)
  // When it looks again it has thought about what it saw.
  await until(() => looks === 2)
  expect(await holderOf(direct, { namespace, name })()).toMatchObject(E.right({ identity: 'reference', isAlive: true }))
  await one.stop()
  expect(said).toEqual([])
  expect(await lease()).toMatchObject({ holderIdentity: 'reference' })
})
