/** What one worker does at a time: a group without its targets, the targets of one binding, or what belongs to the whole cluster. */
export type WorkKind = 'group' | 'binding' | 'shared'

export interface Work {
  readonly kind: WorkKind
  /** The id of the group, the key of the binding; empty where there is only one of the kind. */
  readonly name: string
}

/** How works are told apart. */
export const keyOfWork = ({ kind, name }: Work): string => `${kind} ${name}`

export const groupWork = (id: string): Work => ({ kind: 'group', name: id })
export const bindingWork = (key: string): Work => ({ kind: 'binding', name: key })
/** What all groups share. */
export const sharedWork: Work = { kind: 'shared', name: '' }
/** The rules on nodes and Pods, which all bindings share. */
export const networkWork: Work = { kind: 'shared', name: 'network' }
