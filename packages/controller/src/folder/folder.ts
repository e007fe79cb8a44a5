import { type FSWatcher, watch } from 'node:fs'
import { type Document, locate, readManifests } from '@alb-ingress/adapter-k8s/manifests'
import { isStoredObject, type StoredObject, storedKeyOf } from '@alb-ingress/adapter-memory'
import { type Diagnostic, E, isError } from '@alb-ingress/core'
import type { Timers } from '../time.js'
import type { MemorySource } from './memory-source.js'

/** What reading a folder brought. */
export interface FolderRead {
  readonly objects: ReadonlyMap<string, StoredObject>
  /** Adds file and line. */
  readonly located: (found: Diagnostic) => Diagnostic
  /** What was noticed about files and documents. */
  readonly diagnostics: ReadonlyArray<Diagnostic>
  /** Paths that cannot be read, in sentences. */
  readonly complaints: ReadonlyArray<string>
}

export const nothingRead: FolderRead = {
  objects: new Map(),
  located: (found) => found,
  diagnostics: [],
  complaints: []
}

const objectIn = ({ object }: Document): ReadonlyArray<readonly [string, StoredObject]> =>
  isStoredObject(object) ? [[storedKeyOf(object), object]] : []

/** Reads all manifests below a folder. */
export const readFolder = async (folder: string): Promise<FolderRead> => {
  const read = await readManifests([folder])()
  if (E.isLeft(read)) return { ...nothingRead, complaints: read.left.map(({ message }) => message) }
  const { documents, diagnostics } = read.right
  return { objects: new Map(documents.flatMap(objectIn)), located: locate(documents), diagnostics, complaints: [] }
}

const isIncomplete = ({ diagnostics, complaints }: FolderRead): boolean =>
  complaints.length > 0 || diagnostics.some(isError)

/**
 * Puts what a folder says into a cluster: what it says no more was deleted by somebody. While a document cannot be read nobody knows what it
 * says, so nothing is taken for deleted.
 */
export const followFolder = (source: MemorySource, before: FolderRead, now: FolderRead): FolderRead => {
  for (const object of now.objects.values()) source.apply(object)
  if (isIncomplete(now)) return { ...now, objects: new Map([...before.objects, ...now.objects]) }
  for (const key of before.objects.keys()) if (!now.objects.has(key)) source.remove(key)
  return now
}

// An editor writes a file in several moves.
const quiet = 150

/** Calls when something below the folder changed and then nothing for a moment. What it gives ends the watch. */
export const watchFolder = (folder: string, { after }: Timers, changed: () => void): (() => void) => {
  let cancel: (() => void) | undefined
  const soon = (): void => {
    cancel?.()
    cancel = after(quiet, changed)
  }
  // Also when the watch itself fails: reading then says what is the matter.
  const watcher: FSWatcher = watch(folder, { recursive: true }, soon).on('error', soon)
  return () => {
    cancel?.()
    watcher.close()
  }
}
