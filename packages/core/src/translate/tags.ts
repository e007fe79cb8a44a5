import type { Setting } from '../annotations/annotation.js'
import { annotations } from '../annotations/registry.js'
import { type Checked, noting } from '../checked/checked.js'
import { diagnostic } from '../checked/diagnostic.js'
import type { Installation } from '../install.js'
import { O } from '../prelude.js'

type TagMap = Readonly<Record<string, string>>

/** Tags of a resource that people asked for. Default tags outrank them, unless gate EnableDefaultTagsLowPriority turns that round. */
export const userTags = (install: Installation, setting: O.Option<Setting<TagMap>>): Checked<TagMap> => {
  if (O.isNone(setting)) return noting([], install.defaultTags)
  const { value, origins } = setting.value
  const foreign = Object.keys(value).filter((key) => install.externalManagedTags.has(key))
  const problems = foreign.flatMap((key) =>
    origins
      .slice(0, 1)
      .map(({ at }) =>
        diagnostic(
          'tags/external',
          at,
          `${annotations.tags.key} sets the tag ${key}, which --external-managed-tags leaves to somebody else.`,
          `Remove ${key} from the tags, or from --external-managed-tags.`
        )
      )
  )
  const tags = install.gates.EnableDefaultTagsLowPriority
    ? { ...install.defaultTags, ...value }
    : { ...value, ...install.defaultTags }
  return noting(problems, tags)
}
