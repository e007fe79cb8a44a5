import { type Fault, pipe, TE } from '@alb-ingress/core'
import type { Client } from '../api/client.js'
import { objectIn } from '../api/object.js'
import { pathOfKind, pathOfObject, resources } from '../api/resources.js'
import { type LeaseRecord, leaseRecord } from './lease-record.js'

/** Which Lease decides who leads. */
export interface LeaseName {
  readonly namespace: string
  readonly name: string
}

type Found = TE.TaskEither<Fault, LeaseRecord | undefined>

const recordOf = (answer: unknown): LeaseRecord | undefined => {
  const object = objectIn(answer)
  return object === undefined ? undefined : leaseRecord(object)
}

/** The record of a Lease; `undefined` where there is none. */
export const readLease = (client: Client, lease: LeaseName, signal?: AbortSignal): Found =>
  pipe(
    client.call(
      {
        what: `read Lease ${lease.namespace}/${lease.name}`,
        method: 'GET',
        path: pathOfObject(resources.Lease, lease)
      },
      signal
    ),
    TE.map(recordOf),
    TE.orElse((fault): Found => (fault.kind === 'missing' ? TE.right(undefined) : TE.left(fault)))
  )

/** Writes a Lease, on the condition that it still is as it was `before`; without that it is created. */
export const writeLease = (
  client: Client,
  { namespace, name }: LeaseName,
  spec: object,
  before: LeaseRecord | undefined,
  signal?: AbortSignal
): Found => {
  const { apiVersion, kind } = resources.Lease
  const version = before === undefined ? {} : { resourceVersion: before.resourceVersion }
  return pipe(
    client.call(
      {
        what: `${before === undefined ? 'create' : 'update'} Lease ${namespace}/${name}`,
        method: before === undefined ? 'POST' : 'PUT',
        path:
          before === undefined
            ? pathOfKind(resources.Lease, namespace)
            : pathOfObject(resources.Lease, { namespace, name }),
        body: { apiVersion, kind, metadata: { namespace, name, ...version }, spec }
      },
      signal
    ),
    TE.map(recordOf)
  )
}

/** Who holds a Lease, as far as the clock of this machine and that of the holder agree. */
export interface Holder {
  readonly identity: string
  /** As the holder wrote it. */
  readonly renewTime: string
  /** Whether its time is not over yet. */
  readonly isAlive: boolean
}

/** Who holds a Lease, for reports; `undefined` where it is free or not there. */
export const holderOf = (client: Client, lease: LeaseName): TE.TaskEither<Fault, Holder | undefined> =>
  pipe(
    readLease(client, lease),
    TE.map((record) => {
      if (record === undefined || record.holder === '') return undefined
      const { holder: identity, renewTime, duration } = record
      return { identity, renewTime, isAlive: Date.now() - Date.parse(renewTime) < duration }
    })
  )
