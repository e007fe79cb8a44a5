import { andThen, type Checked, map, refuse } from '../checked/checked.js'
import { type At, diagnostic, nameOf } from '../checked/diagnostic.js'
import type { ConfiguredMember } from '../groups/configure.js'
import { refToObject } from '../kubernetes/object.js'
import type { Service } from '../kubernetes/service.js'
import { pipe } from '../prelude.js'
import { type Ref, refTo } from '../resources/ref.js'
import type { Context } from './context.js'
import { servicePort } from './service-port.js'
import {
  type Backing,
  type BoundTargetGroup,
  type TargetGroupUse,
  targetGroupFor,
  targetGroupId
} from './target-group.js'

/** The target groups of a group, made when a rule first asks for them: one for each Ingress, Service and port as it is written. */
export interface TargetGroups {
  readonly of: (member: ConfiguredMember, service: Service, port: number | string, at: At) => Checked<Ref>
  /** All that were asked for, in that order: target groups, and the binding of each. */
  readonly resources: () => ReadonlyArray<BoundTargetGroup[number]>
}

interface Made {
  readonly backing: Backing
  readonly resources: Checked<BoundTargetGroup>
}

const ambiguous = (id: string, one: Backing, other: Backing): Checked<never> => {
  const [first, second] = [one, other].map(({ member }) => nameOf(refToObject('Ingress', member.ingress)))
  return refuse(
    diagnostic(
      'target-group/ambiguous',
      other.at,
      `${second} with Service ${other.service.name}, and ${first} with Service ${one.service.name}, both come to the target group id ${id}.`,
      'Rename one of the Services or Ingresses, or put the Ingresses into different groups.',
      [{ at: one.at, message: 'the other one' }]
    )
  )
}

/** Starts a collection of target groups. It is filled while the rules of one group are translated, and read once at the end. */
export const collectTargetGroups = (context: Context, use: TargetGroupUse): TargetGroups => {
  const made = new Map<string, Made>()
  const refOf = (backing: Backing): Checked<Ref> => {
    const id = targetGroupId(backing)
    const one = made.get(id) ?? { backing, resources: targetGroupFor(context, use, backing) }
    made.set(id, one)
    // The id joins names with a dash, so Ingress a-b with Service c and Ingress a with Service b-c come to the same one.
    if (one.backing.member !== backing.member) return ambiguous(id, one.backing, backing)
    return pipe(
      one.resources,
      map(() => refTo({ stack: context.group.id, kind: 'TargetGroup', id }, 'arn'))
    )
  }
  return {
    of: (member, service, asWritten, at) =>
      pipe(
        servicePort(service, asWritten, at),
        andThen((port) => refOf({ member, service, port, asWritten, at }))
      ),
    resources: () => [...made.values()].flatMap(({ resources }) => (resources._tag === 'Left' ? [] : resources.right))
  }
}
