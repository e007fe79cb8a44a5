import { mask, masked } from '../support/redacted.js'

type Members = Readonly<Record<string, unknown>>

const membersOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {}

const picked = (members: Members, names: ReadonlyArray<string>): Members =>
  Object.fromEntries(names.flatMap((name) => (members[name] === undefined ? [] : [[name, members[name]]])))

// Annotations of a Secret may hold all of it, as `kubectl apply` leaves it there.
const veiledSecret = ({ apiVersion, kind, metadata, data, stringData }: Members): unknown => ({
  ...{ apiVersion, kind },
  metadata: picked(membersOf(metadata), ['namespace', 'name', 'labels', 'uid', 'resourceVersion']),
  stringData: Object.fromEntries(
    [...Object.keys(membersOf(data)), ...Object.keys(membersOf(stringData))].map((key) => [key, mask])
  )
})

// Nobody here reads them, and both repeat what the object was at some time.
const idleAnnotation = 'kubectl.kubernetes.io/last-applied-configuration'

const lean = (object: Members): unknown => {
  const { managedFields: _, annotations, ...metadata } = membersOf(object.metadata)
  const { [idleAnnotation]: __, ...kept } = membersOf(annotations)
  return { ...object, metadata: { ...metadata, ...(annotations === undefined ? {} : { annotations: kept }) } }
}

const inLists = (object: unknown): ReadonlyArray<unknown> => {
  const { kind, items } = membersOf(object)
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items) ? items.flatMap(inLists) : [object]
}

/** An object of Kubernetes as a file may keep it: of a Secret only its keys, and of everything else what somebody reads. */
export const withoutSecrets = (object: unknown): ReadonlyArray<unknown> =>
  inLists(object).map((each) => {
    const members = membersOf(each)
    return members.kind === 'Secret' ? veiledSecret(members) : masked(lean(members))
  })
