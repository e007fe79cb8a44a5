import { type Document, type Manifests, readManifests } from '@alb-ingress/adapter-k8s/manifests'
import { faultText, type Installation, type Kubernetes, pipe, TE } from '@alb-ingress/core'
import { oneLine, type Trouble } from '../exit.js'
import type { Io } from '../io.js'
import { type Choice, chosen } from '../options/choice.js'
import { manifests } from '../options/declared.js'
import { context, inCluster, kubeconfig } from '../options/world.js'
import { laidOver } from './laid-over.js'
import type { ClusterAsked, ReachedCluster } from './reach.js'

/** The cluster that options name, if they name one. */
export const clusterAsked = (choice: Choice): ClusterAsked | undefined => {
  const file = chosen(choice, kubeconfig)
  const name = chosen(choice, context)
  const isPod = chosen(choice, inCluster)
  if (file === undefined && name === undefined && isPod !== true) return undefined
  return {
    ...(file === undefined ? {} : { kubeconfig: file }),
    ...(name === undefined ? {} : { context: name }),
    ...(isPod === true ? { inCluster: true } : {})
  }
}

/** What files say. */
export const readAllManifests = (io: Io, choice: Choice): TE.TaskEither<Trouble, Manifests> => {
  const paths = chosen(choice, manifests)
  if (paths === undefined) return TE.right({ documents: [], diagnostics: [] })
  return pipe(
    readManifests(paths, io.manifests),
    TE.mapLeft((faults): Trouble => faults.map(({ message }) => `--manifests: ${oneLine(message)}`))
  )
}

export const objectsOf = (documents: ReadonlyArray<Document>): ReadonlyArray<unknown> =>
  documents.map(({ object }) => object)

/** The cluster that is asked for, if one is. */
export const openCluster = (
  io: Io,
  choice: Choice,
  install: Installation
): TE.TaskEither<Trouble, ReachedCluster | undefined> => {
  const asked = clusterAsked(choice)
  if (asked === undefined) return TE.right(undefined)
  if (asked.inCluster === true && (asked.kubeconfig ?? asked.context) !== undefined)
    return TE.left([
      '--in-cluster is the cluster of this Pod, which no kubeconfig names: leave out --kubeconfig and --context.'
    ])
  return pipe(
    io.reach.cluster(asked, install),
    TE.mapLeft((fault): Trouble => [`The cluster cannot be reached: ${oneLine(faultText(fault))}`])
  )
}

/** A cluster with the objects of files laid over it; what is written goes to the cluster. */
export const withFiles = (kubernetes: Kubernetes, files: ReadonlyArray<unknown>): Kubernetes => ({
  ...kubernetes,
  read: pipe(
    kubernetes.read,
    TE.map((live) => laidOver(live, files))
  )
})
