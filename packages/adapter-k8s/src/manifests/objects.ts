import type { Path } from './document.js'
import { isRecord } from './reading.js'

/** A value that stands where a Kubernetes object is expected: the document itself, or an item of its `List`. */
export interface Found {
  readonly object: unknown
  readonly path: Path
}

// `kubectl get -o yaml` writes kind List; the API itself answers IngressList, ServiceList, whose items leave out their kind.
const itemKind = (list: Readonly<Record<string, unknown>>): string | undefined =>
  typeof list.kind === 'string' && list.kind.endsWith('List') ? list.kind.slice(0, -'List'.length) : undefined

const filledIn = (item: unknown, list: Readonly<Record<string, unknown>>, kind: string): unknown =>
  kind === '' || !isRecord(item) || item.kind !== undefined ? item : { apiVersion: list.apiVersion, kind, ...item }

const itemsOf = (value: unknown): ReadonlyArray<unknown> | undefined => {
  if (!isRecord(value)) return undefined
  const kind = itemKind(value)
  if (kind === undefined) return undefined
  // Without items, `List` is an empty list; any other kind ends in List by chance.
  if (!Array.isArray(value.items)) return kind === '' && (value.items ?? undefined) === undefined ? [] : undefined
  return value.items.map((item) => filledIn(item, value, kind))
}

/** The objects of a document: itself, or the items of a List, of Lists in it too. */
export const objectsIn = (value: unknown, path: Path = []): ReadonlyArray<Found> => {
  const items = itemsOf(value)
  if (items === undefined) return [{ object: value, path }]
  return items.flatMap((item, index) => objectsIn(item, [...path, 'items', index]))
}

/** Why a value is no Kubernetes object. */
export interface Flaw {
  /** Whether somebody clearly meant an object, or the file is about something else: Helm values, a Kustomize patch. */
  readonly meant: boolean
  readonly path: Path
  readonly message: string
  readonly hint: string
}

const withOtherCase = (object: Readonly<Record<string, unknown>>, name: string): string | undefined =>
  Object.keys(object).find((key) => key !== name && key.toLowerCase() === name.toLowerCase())

/** Where the kinds that matter here live, for those who forgot to say so. */
const apiVersions: ReadonlyMap<unknown, string> = new Map([
  ['Ingress', 'networking.k8s.io/v1'],
  ['IngressClass', 'networking.k8s.io/v1'],
  ['IngressClassParams', 'elbv2.k8s.aws/v1beta1'],
  ['TargetGroupBinding', 'elbv2.k8s.aws/v1beta1'],
  ['Service', 'v1']
])

const lacking = (object: Readonly<Record<string, unknown>>, name: string): Flaw => {
  const similar = withOtherCase(object, name)
  const meant = similar !== undefined || 'metadata' in object || 'kind' in object
  const message = `It has no ${name}.`
  if (similar !== undefined) return { meant, path: [similar], message, hint: `It says ${similar}: write ${name}.` }
  const known = name === 'apiVersion' ? apiVersions.get(object.kind) : undefined
  const hint =
    known === undefined ? 'Write apiVersion, kind and metadata.name, or leave it out.' : `Write apiVersion: ${known}.`
  return { meant, path: [], message, hint }
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''

/** What keeps a value from being a Kubernetes object: every one has a kind and an apiVersion. `undefined` where nothing does. */
export const flawOf = (value: unknown): Flaw | undefined => {
  if (!isRecord(value)) {
    const what = Array.isArray(value) ? 'a list' : 'a single value'
    const hint = 'Write members such as apiVersion, kind, metadata; put --- between two objects.'
    return { meant: !Array.isArray(value), path: [], message: `It is ${what}.`, hint }
  }
  for (const name of ['kind', 'apiVersion']) {
    if ((value[name] ?? undefined) === undefined) return lacking(value, name)
    if (!isText(value[name])) {
      return { meant: true, path: [name], message: `Its ${name} is no text.`, hint: `Write ${name} as text.` }
    }
  }
  return undefined
}
