import type { SecurityGroupFact } from '../facts/facts.js'

/** Which of several security groups is the one to open. */
export interface Marks {
  readonly clusterName: string
  /** Tags that it must have besides the one that names the cluster. */
  readonly interfaceTags: Readonly<Record<string, string>>
}

const isMarked = ({ tags }: SecurityGroupFact, { clusterName, interfaceTags }: Marks): boolean =>
  Object.hasOwn(tags, `kubernetes.io/cluster/${clusterName}`) &&
  Object.entries(interfaceTags).every(([key, value]) => Object.hasOwn(tags, key) && tags[key] === value)

/** The security group of an interface in which ports are opened: the only one, or the only one that is marked for the cluster. */
export const guardingGroup = (
  groups: ReadonlyArray<string>,
  fact: (id: string) => SecurityGroupFact | undefined,
  marks: Marks
): string | undefined => {
  if (groups.length === 1) return groups[0]
  const marked = groups.filter((id) => {
    const found = fact(id)
    return found !== undefined && isMarked(found, marks)
  })
  return marked.length === 1 ? marked[0] : undefined
}
