type Members = Readonly<Record<string, unknown>>

const membersOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {}

// What belongs to the whole cluster has no namespace, in files and in the cluster.
const keyOf = (object: unknown): string => {
  const { kind, metadata } = membersOf(object)
  const { namespace = 'default', name } = membersOf(metadata)
  return `${String(kind)} ${String(namespace)} ${String(name)}`
}

// What the API server keeps, and files do not say.
const kept: ReadonlyArray<string> = [
  ...['uid', 'resourceVersion', 'generation', 'creationTimestamp'],
  ...['deletionTimestamp', 'deletionGracePeriodSeconds', 'finalizers']
]

const over = (live: Members, file: Members): Members => {
  const there = membersOf(live.metadata)
  const remembered = Object.fromEntries(
    kept.flatMap((name) => (there[name] === undefined ? [] : [[name, there[name]]]))
  )
  return {
    ...file,
    metadata: { ...membersOf(file.metadata), ...remembered },
    ...(live.status === undefined ? {} : { status: live.status })
  }
}

/** The objects of a cluster as they will be once the objects of files are applied to it. */
export const laidOver = (live: ReadonlyArray<unknown>, files: ReadonlyArray<unknown>): ReadonlyArray<unknown> => {
  const written = new Map(files.map((object) => [keyOf(object), object]))
  const there = live.map((object) => {
    const file = written.get(keyOf(object))
    written.delete(keyOf(object))
    return file === undefined ? object : over(membersOf(object), membersOf(file))
  })
  return [...there, ...written.values()]
}
