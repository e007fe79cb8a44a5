import type { Checked } from '../checked/checked.js'
import { findings, valueIn } from '../checked/checked.js'
import { type Diagnostic, isError } from '../checked/diagnostic.js'
import type { Certificate } from '../facts/facts.js'
import type { ConfiguredGroup } from '../groups/configure.js'
import type { GroupId, IngressGroup } from '../groups/group.js'
import type { ObjectKey } from '../kubernetes/object.js'
import type { Service } from '../kubernetes/service.js'
import type { Stack } from '../resources/stack.js'
import type { Request } from '../route/request.js'
import { router, type Trace } from '../route/trace.js'

/** A group as a survey shows it: what it should be, or why that cannot be said. */
export interface GroupSeen {
  readonly id: GroupId
  readonly members: ReadonlyArray<ObjectKey>
  readonly stack: Checked<Stack>
  readonly prospect: { readonly group: Checked<IngressGroup>; readonly configured: ConfiguredGroup | undefined }
}

/** The load balancer of one group, ready to be asked. */
export interface Balancer {
  readonly group: GroupId
  readonly stack: Stack
  readonly ask: (request: Request) => Trace
  /** The Services that its members may name, so that a port is known by number and by name. */
  readonly services: ReadonlyMap<ObjectKey, Service>
  /** What its settings come from. */
  readonly configured: ConfiguredGroup | undefined
}

/** A group that is refused: nobody can say what its rules would be. */
export interface RefusedGroup {
  readonly group: GroupId
  readonly hosts: ReadonlyArray<string>
  readonly errors: ReadonlyArray<Diagnostic>
}

/** All load balancers that some manifests ask for, as a test looks at them from outside. */
export interface Front {
  readonly balancers: ReadonlyArray<Balancer>
  readonly refused: ReadonlyArray<RefusedGroup>
  /** Everything noticed, of files, objects and groups. */
  readonly findings: ReadonlyArray<Diagnostic>
  /** The certificates of the account, by ARN: a listener knows no names. */
  readonly certificates: ReadonlyMap<string, Certificate>
}

const hostsOf = ({ prospect: { group } }: GroupSeen): ReadonlyArray<string> => {
  const members = valueIn(group)?.members ?? []
  return [...new Set(members.flatMap(({ ingress }) => ingress.rules.map(({ host }) => host)))]
}

const noServices: ReadonlyMap<ObjectKey, Service> = new Map()

/** What a survey has found out. `findings` have their places already; `located` gives them to those of a group that is refused. */
export interface Surveyed {
  readonly groups: ReadonlyArray<GroupSeen>
  readonly findings: ReadonlyArray<Diagnostic>
  readonly certificates: ReadonlyArray<Certificate>
  readonly located: (diagnostic: Diagnostic) => Diagnostic
}

/** What a survey has found out, ready to be asked. A group that nobody is left in has no load balancer. */
export const frontOf = ({ groups, findings: noticed, certificates, located }: Surveyed): Front => {
  const balancers: Array<Balancer> = []
  const refused: Array<RefusedGroup> = []
  for (const seen of groups) {
    const stack = valueIn(seen.stack)
    if (stack === undefined) {
      const errors = findings(seen.stack).filter(isError).map(located)
      refused.push({ group: seen.id, hosts: hostsOf(seen), errors })
    } else if (stack.resources.length > 0) {
      const { group, configured } = seen.prospect
      const services = valueIn(group)?.services ?? noServices
      balancers.push({ group: seen.id, stack, ask: router(stack), services, configured })
    }
  }
  return { balancers, refused, findings: noticed, certificates: new Map(certificates.map((each) => [each.arn, each])) }
}
