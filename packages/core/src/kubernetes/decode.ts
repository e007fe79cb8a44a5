import { type Diagnostic, diagnostic, nameOf, type ObjectRef } from '../checked/diagnostic.js'
import { E } from '../prelude.js'
import { isAskedFor } from './config-map.js'
import { isKind, isOfCluster, type Kind, type KubernetesObject, readerFor, versionsOf } from './kinds.js'
import { problemsOf, shown } from './problems.js'
import { nameIn, type Remains, recordIn, remainsOf } from './remains.js'

/** An object that could not be read: who it is, why, and of an Ingress what is needed to name its group and to free it. */
export interface Unreadable {
  readonly object: ObjectRef
  readonly problems: ReadonlyArray<Diagnostic>
  /** Only of an Ingress. */
  readonly remains: Remains | undefined
}

/** What came of one object. `foreign`: a kind that nobody here reads, which is no finding. */
export type Decoded =
  | { readonly read: KubernetesObject; readonly noticed: ReadonlyArray<Diagnostic> }
  | { readonly unreadable: Unreadable }
  | { readonly foreign: ObjectRef }

const none: ReadonlyArray<Diagnostic> = []

const apiGroup = (apiVersion: string): string => apiVersion.split('/').at(-2) ?? ''

const unreadable = (value: unknown, object: ObjectRef, problems: ReadonlyArray<Diagnostic>): Decoded => ({
  unreadable: { object, problems, remains: object.kind === 'Ingress' ? remainsOf(value, object) : undefined }
})

const noObject = (value: unknown): Decoded => {
  const { kind } = recordIn(value)
  const object = nameIn(value, typeof kind === 'string' ? kind : 'Object', false)
  // What an object holds is not shown: it may be a Secret.
  const found = typeof value === 'object' && value !== null ? nameOf(object) : `The document ${shown(value)}`
  return unreadable(value, object, [
    diagnostic(
      'document/unreadable',
      { object, path: [] },
      `${found} is no Kubernetes object: apiVersion or kind is missing, or is no text.`,
      'Give it both, such as apiVersion: networking.k8s.io/v1 and kind: Ingress.'
    )
  ])
}

const otherVersion = (value: unknown, object: ObjectRef, apiVersion: string, known: ReadonlyArray<string>): Decoded =>
  unreadable(value, object, [
    diagnostic(
      'object/field',
      { object, path: ['apiVersion'] },
      `In ${nameOf(object)}, apiVersion is ${shown(apiVersion)}, a version of this kind that is not known here.`,
      `Write ${known.join(' or ')}.`
    )
  ])

const isFormer = (kind: Kind, apiVersion: string): boolean =>
  kind === 'Ingress' && apiVersion !== 'networking.k8s.io/v1'

const formerly = (object: ObjectRef, apiVersion: string): Diagnostic =>
  diagnostic(
    'object/former-version',
    { object, path: ['apiVersion'] },
    `${nameOf(object)} is written for ${apiVersion}, which Kubernetes serves no longer since 1.22. It is read as networking.k8s.io/v1.`,
    'Write networking.k8s.io/v1: backend.service.name and backend.service.port, defaultBackend, and a pathType for each path.'
  )

/**
 * Reads any object of the API or of a file. Wrong types, and names that Kubernetes would not take, make it unreadable, all of them together; an
 * unknown word or a reference to nothing does not, because the reference (AWS Load Balancer Controller 3.5) finds those only later, where they
 * stop one group. What is written for a former version of the Ingress API is taken as today's.
 */
export const decodeObject = (value: unknown): Decoded => {
  const { apiVersion, kind } = recordIn(value)
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return noObject(value)
  if (!isKind(kind)) return { foreign: nameIn(value, kind, false) }
  const object = nameIn(value, kind, isOfCluster(kind))
  // Others are of no interest, and may hold whatever they like.
  if (kind === 'ConfigMap' && !isAskedFor(object.name)) return { foreign: object }
  const read = readerFor(kind, apiVersion)
  if (read === undefined) {
    const versions = versionsOf(kind)
    const isMistake = versions.some((each) => apiGroup(each) === apiGroup(apiVersion))
    return isMistake ? otherVersion(value, object, apiVersion, versions) : { foreign: object }
  }
  const result = read(value)
  if (E.isLeft(result)) return unreadable(value, object, problemsOf(object, result.left))
  return { read: result.right, noticed: isFormer(kind, apiVersion) ? [formerly(object, apiVersion)] : none }
}
