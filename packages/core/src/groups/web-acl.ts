import type { Origin, Setting } from '../annotations/annotation.js'
import { annotations } from '../annotations/registry.js'
import { settle } from '../annotations/settle.js'
import { andThen, type Checked, noting, valueIn } from '../checked/checked.js'
import { type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import type { Installation } from '../install.js'
import { O, pipe } from '../prelude.js'
import { quoted } from '../support/wording.js'
import type { Member } from './group.js'

/** The web ACL of WAFv2 that a group asks for: by its name, or else by its ARN. */
export type WebAclChoice = { readonly name: Setting<string> } | { readonly arn: Setting<string> }

const { wafv2AclName, wafv2AclArn } = annotations

/** Somebody wrote an ARN and gets another web ACL, or none, because of a name in another place. */
const unusedArn = (arn: string, { at }: Origin, name: Setting<string>): Diagnostic => {
  const [first] = name.origins
  const who = first === undefined ? 'a member of the group' : nameOf(first.at.object)
  return diagnostic(
    'web-acl/unused-arn',
    at,
    `${nameOf(at.object)}: the web ACL ARN ${quoted(arn)} is not used, as ${who} asks for the web ACL named ${quoted(name.value)}, and a name outranks every ARN of the group.`,
    `Keep either ${wafv2AclName.key} or ${wafv2AclArn.key} in the group.`,
    first === undefined ? [] : [{ at: first.at, message: 'the name' }]
  )
}

const unusedArns = (
  members: ReadonlyArray<Member>,
  name: Setting<string>,
  install: Installation
): ReadonlyArray<Diagnostic> =>
  members.flatMap((member) => {
    const arn = valueIn(settle(wafv2AclArn, [member], install)) ?? O.none
    return O.isNone(arn) ? [] : arn.value.origins.map((origin) => unusedArn(arn.value.value, origin, name))
  })

/** An empty ARN looks like nothing, and takes the web ACL off. */
const takenOff = ({ value, origins }: Setting<string>): ReadonlyArray<Diagnostic> =>
  value !== ''
    ? []
    : origins.map(({ at }) =>
        diagnostic(
          'web-acl/taken-off',
          at,
          `${nameOf(at.object)}: ${wafv2AclArn.key} is empty, which takes the web ACL off the load balancer, whoever attached it.`,
          'Write none if that is meant. Remove the annotation to leave the web ACL as it is.'
        )
      )

const byArn = (members: ReadonlyArray<Member>, install: Installation): Checked<O.Option<WebAclChoice>> =>
  pipe(
    settle(wafv2AclArn, members, install),
    andThen((arn) =>
      noting(
        O.isSome(arn) ? takenOff(arn.value) : [],
        pipe(
          arn,
          O.map((setting): WebAclChoice => ({ arn: setting }))
        )
      )
    )
  )

/** The web ACL of a group, `none` where nobody asks for any. ARNs need not even agree where somebody gives a name, as in the reference. */
export const webAclChoice = (members: ReadonlyArray<Member>, install: Installation): Checked<O.Option<WebAclChoice>> =>
  pipe(
    settle(wafv2AclName, members, install),
    andThen((name) =>
      O.isNone(name)
        ? byArn(members, install)
        : noting(unusedArns(members, name.value, install), O.some<WebAclChoice>({ name: name.value }))
    )
  )
