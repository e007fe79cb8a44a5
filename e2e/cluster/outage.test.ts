import { type LiveCluster, liveCluster, type Notice } from '@alb-ingress/adapter-k8s/live'
import { afterAll, afterEach, expect, test } from 'vitest'
import { startKubernetes } from '../../testbed/kubernetes.mjs'
import { type Admin, adminOf, connected, ingressIn, newNamespace } from './admin.js'
import { layCable } from './cable.js'
import { journal } from './journal.js'

const server = await startKubernetes()
const admin = adminOf(await connected(server.kubeconfig))
const cable = await layCable(server.kubeconfig)
const running: Array<LiveCluster> = []
afterEach(async () => {
  cable.mend()
  await Promise.all(running.splice(0).map((cluster) => cluster.stop()))
})
afterAll(async () => {
  cable.stop()
  await server.stop()
})

/** A cluster that is watched over the cable, and the faults that it tells. */
const watched = async () => {
  const story = journal()
  const notices: Array<Notice> = []
  const noticed = (notice: Notice): void => {
    notices.push(notice)
    story.notify()
  }
  const cluster = liveCluster(await connected(cable.kubeconfig), { noticed })
  running.push(cluster)
  await cluster.start(story.changed)
  return { ...story, notices, ofIngress: () => notices.filter(({ kind }) => kind === 'Ingress') }
}

/** What an Ingress is for a follower: its version says all. */
const versions = (
  objects: Iterable<{ readonly metadata: { readonly name: string; readonly resourceVersion: string } }>
) => [...objects].map(({ metadata: { name, resourceVersion } }) => `${name} ${resourceVersion}`).sort()

const touch = (who: Admin, namespace: string, name: string, value: string) =>
  who.patch({ kind: 'Ingress', namespace, name }, { metadata: { annotations: { value } } })

test('what changed while the connection was cut is told once it is back', async () => {
  const namespace = await newNamespace(admin)
  for (const name of ['stays', 'goes', 'changes']) await admin.create(ingressIn(namespace, name))
  const { forget, told, lines, ofIngress, until } = await watched()
  forget()
  cable.cut()
  await until(() => ofIngress().length > 0)
  await admin.remove({ kind: 'Ingress', namespace, name: 'goes' })
  await touch(admin, namespace, 'changes', 'new')
  await admin.create(ingressIn(namespace, 'comes'))
  cable.mend()
  await told(`set Ingress ${namespace}/comes`)
  // A watch goes on where it was: it tells what happened, in that order, and nothing else.
  expect(lines().filter((line) => line.includes(namespace))).toEqual([
    `removed Ingress ${namespace}/goes`,
    `set Ingress ${namespace}/changes`,
    `set Ingress ${namespace}/comes`
  ])
  expect(ofIngress().map(({ notice }) => notice)).toEqual(['failed', 'recovered'])
})

test('an API server that no longer knows where the watch was is asked for everything, and what went meanwhile is told', async () => {
  const namespace = await newNamespace(admin)
  for (const name of ['stays', 'goes', 'changes']) await admin.create(ingressIn(namespace, name))
  const { forget, told, lines, ofIngress, until } = await watched()
  forget()
  cable.cut()
  await until(() => ofIngress().length > 0)
  await admin.remove({ kind: 'Ingress', namespace, name: 'goes' })
  await touch(admin, namespace, 'changes', 'new')
  // A server that has just started remembers nothing of before.
  await server.outage()
  await admin.create(ingressIn(namespace, 'comes'))
  cable.mend()
  await told(`set Ingress ${namespace}/comes`)
  expect(lines().filter((line) => line.includes(namespace))).toEqual([
    `removed Ingress ${namespace}/goes`,
    `set Ingress ${namespace}/changes`,
    `set Ingress ${namespace}/comes`
  ])
  expect(ofIngress()).toContainEqual(
    expect.objectContaining({ fault: expect.objectContaining({ kind: 'conflict', code: 'Expired' }) })
  )
})

test('no event is lost while the API server restarts under a stream of changes', async () => {
  const namespace = await newNamespace(admin)
  const { objects, until } = await watched()
  let going = true
  // Each writer goes on whatever the answer is: the server is away for a while.
  const writer = async (each: number): Promise<void> => {
    for (let i = 0; going; i++) {
      const name = `ingress-${each}-${i % 5}`
      const ref = { kind: 'Ingress', namespace, name }
      await admin.create(ingressIn(namespace, name)).catch(() => undefined)
      await touch(admin, namespace, name, String(i)).catch(() => undefined)
      if (i % 3 === 0) await admin.remove(ref).catch(() => undefined)
    }
  }
  const writers = [1, 2, 3].map(writer)
  await until(() => objects('Ingress').size > 5)
  await server.outage()
  const seen = objects('Ingress').size
  await until(() => objects('Ingress').size !== seen)
  going = false
  await Promise.all(writers)
  const last = await admin.create(ingressIn(namespace, 'last'))
  await until(() => objects('Ingress').has(`Ingress ${namespace}/last`))
  expect(last.metadata.name).toBe('last')
  const known = [...objects('Ingress').values()].filter(({ metadata }) => metadata.namespace === namespace)
  expect(versions(known)).toEqual(versions(await admin.list('Ingress', namespace)))
})
