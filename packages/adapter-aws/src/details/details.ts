import { type Aws, type DetailNeeded, E, type FoundDetail, own, TE } from '@alb-ingress/core'
import { type Ask, asking } from '../asking/asking.js'
import type { Clients } from '../clients.js'
import type { Reader, Readers } from './reader.js'

type Home = () => Promise<{ readonly readers: Readers }>

const elbv2: Home = () => import('./attributes.js')

/** Where each field is read, loaded with the SDK's part for it when it is first asked for. */
const homes: Readonly<Record<string, Home>> = {
  'LoadBalancer.attributes': elbv2,
  'TargetGroup.attributes': elbv2,
  'Listener.attributes': elbv2,
  'Listener.certificates': elbv2,
  'LoadBalancer.minimumCapacity': () => import('./capacity.js'),
  'LoadBalancer.webAcl': () => import('./web-acls.js'),
  'LoadBalancer.classicWebAcl': () => import('./classic-web-acls.js'),
  'LoadBalancer.shieldProtection': () => import('./protections.js')
}

const readerOf = async ({ kind, field }: DetailNeeded): Promise<Reader> => {
  const name = `${kind}.${field}`
  const home = own(homes, name)
  const reader = home === undefined ? undefined : own((await home()).readers, name)
  if (reader === undefined) throw new Error(`no call of AWS reads ${field} of a ${kind}`)
  return reader
}

const readOne = async (clients: Clients, ask: Ask, needed: DetailNeeded): Promise<FoundDetail> => {
  const { action, read, ifMissing } = await readerOf(needed)
  const value = await ask(action, () => read(clients, needed.physicalId))()
  const isNothing = E.isLeft(value) && value.left.kind === 'missing' && ifMissing !== undefined
  return { ...needed, value: isNothing ? E.right(ifMissing) : value }
}

/** Reads what costs a call of its own, side by side; each for itself. */
export const details =
  (clients: Clients): Aws['details'] =>
  (needed) => {
    const ask = asking()
    return TE.fromTask(() => Promise.all(needed.map((detail) => readOne(clients, ask, detail))))
  }
