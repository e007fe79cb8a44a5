import { fileURLToPath } from 'node:url'
import { type Files, type Manifests, nodeFiles, readManifests } from '@alb-ingress/adapter-k8s/manifests'
import { type AccountFile, anAccount, decodeAccountFile } from '@alb-ingress/adapter-memory'
import { type Checked, type Diagnostic, E, pathText, pipe, TE } from '@alb-ingress/core'

/** A file, a folder or a glob, by its path from where the tests run, or by its URL; YAML or JSON text; or an object. */
export type ManifestGiven = string | URL | object

/** One manifest or several. */
export type ManifestsGiven = ManifestGiven | ReadonlyArray<ManifestGiven>

/** The path or URL of an account file, or what stands in it: `anAccount` makes one. */
export type AccountGiven = string | URL | AccountFile

/** Input that cannot be used is a mistake in the test, and no verdict on manifests: it is thrown. */
const unusable = (sentences: ReadonlyArray<string>): Error => new Error(sentences.join('\n'))

const pathsHint = (): string =>
  `Paths count from ${process.cwd()}; new URL('manifests.yaml', import.meta.url) counts from the test file.`

const isText = (given: string): boolean => given.includes('\n') || /^\s*[{[]/.test(given)

/** Texts stand beside files under names of their own, so that they are read by the same rules. */
const withTexts = (texts: ReadonlyMap<string, string>): Files => ({
  ...nodeFiles,
  kindOf: (path) => (texts.has(path) ? TE.right('file') : nodeFiles.kindOf(path)),
  bytes: (path) => {
    const text = texts.get(path)
    return text === undefined ? nodeFiles.bytes(path) : TE.right(new TextEncoder().encode(text))
  },
  truePath: (path) => (texts.has(path) ? TE.right(path) : nodeFiles.truePath(path))
})

const listOf = (given: ManifestsGiven): ReadonlyArray<ManifestGiven> =>
  // An array is no manifest; only the compiler takes it for an object.
  Array.isArray(given) ? (given as ReadonlyArray<ManifestGiven>) : [given as ManifestGiven]

/** Reads manifests as a test gives them. Rejects where a file is not there. */
export const manifestsOf = async (given: ManifestsGiven): Promise<Manifests> => {
  const texts = new Map<string, string>()
  const paths = listOf(given).map((each, index) => {
    if (each instanceof URL) return fileURLToPath(each)
    if (typeof each === 'string' && !isText(each)) return each
    const name = `manifest ${index + 1}`
    texts.set(name, typeof each === 'string' ? each : JSON.stringify(each, undefined, 2))
    return name
  })
  const read = await readManifests(paths, withTexts(texts))()
  if (E.isLeft(read)) throw unusable([...read.left.map(({ message }) => `Manifests: ${message}`), pathsHint()])
  return read.right
}

const sentence = ({ at, message, hint }: Diagnostic): string =>
  `Account${at.path.length === 0 ? '' : ` ${pathText(at.path)}`}: ${message} ${hint}`

/** The value of a check, or its errors as an exception. */
export const soundOrThrown = <A>(checked: Checked.Checked<A>): A => {
  if (checked._tag === 'Left') throw unusable(checked.left.map(sentence))
  return checked.right
}

const textAt = async (path: string): Promise<string> => {
  const read = await pipe(
    nodeFiles.bytes(path),
    TE.map((bytes) => new TextDecoder().decode(bytes))
  )()
  if (E.isLeft(read)) throw unusable([`Account: ${read.left.message}`, pathsHint()])
  return read.right
}

const parsed = (path: string, text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown
  } catch {
    throw unusable([`Account: ${path} is not valid JSON.`])
  }
}

/** Reads an account as a test gives it; without one, the usual account. Rejects where it cannot be read. */
export const accountOf = async (given: AccountGiven = anAccount()): Promise<AccountFile> => {
  if (typeof given !== 'string' && !(given instanceof URL)) return soundOrThrown(decodeAccountFile(given, 'account'))
  const path = given instanceof URL ? fileURLToPath(given) : given
  return soundOrThrown(decodeAccountFile(parsed(path, await textAt(path)), path))
}
