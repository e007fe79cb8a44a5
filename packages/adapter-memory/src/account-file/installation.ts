import {
  Checked,
  clusterTag,
  type Diagnostic,
  diagnostic,
  type Installation,
  installation,
  nearest,
  O,
  resourceTag,
  sharedResourceTag,
  stackTag
} from '@alb-ingress/core'
import type { AccountFile } from './codec.js'
import { accountFileNamed } from './decode.js'
import { type Complain, readFlag } from './flag-values.js'
import { flags, runningFlags } from './flags.js'
import { placeOf } from './place.js'

/**
 * What the account file says of the installation: its own members for region, account, cluster and VPC, and `flags` under the
 * reference's names. A flag given twice over counts: `flags["aws-region"]` outranks `region`.
 */
export const installationFrom = (file: AccountFile, name = 'account.json'): Checked.Checked<Installation> => {
  const { region, accountId, clusterName, vpcId } = placeOf(file)
  const given = Object.entries(file.flags ?? {})
  const read = Checked.each(given, ([flag, value]) => flagOf(name, flag, value))
  return Checked.andThen((settings: ReadonlyArray<Partial<Installation>>) => {
    const whole = installation(Object.assign({ region, accountId, clusterName, vpcId }, ...settings))
    return Checked.noting(contradictions(name, whole), whole)
  })(read)
}

const flagOf = (file: string, flag: string, value: unknown): Checked.Checked<Partial<Installation>> => {
  const known = flags[flag]
  if (known !== undefined) {
    // The reference takes an empty group id, and an empty authority, for none.
    if ((known.sets === 'backendSecurityGroup' || known.sets === 'defaultPcaArn') && value === '') return Checked.ok({})
    const read = readFlag(known, value, complaintsAbout(file, flag))
    return Checked.map((setting: unknown): Partial<Installation> => ({ [known.sets]: setting }))(read)
  }
  if (runningFlags.includes(flag)) return Checked.ok({})
  const meant = nearest(flag, [...Object.keys(flags), ...runningFlags])
  const hint = O.isSome(meant)
    ? `Did you mean ${meant.value}?`
    : 'Use the name that the flag has on a command line, without dashes in front.'
  return Checked.refuse(diagnostic('account/flag', at(file, flag), `No flag is called ${flag}.`, hint))
}

const at = (file: string, flag: string): Diagnostic['at'] => ({
  object: accountFileNamed(file),
  path: ['flags', flag]
})

const complaintsAbout =
  (file: string, flag: string): Complain =>
  (code, message, hint) =>
    Checked.refuse(diagnostic(code, at(file, flag), `The flag ${flag} cannot be used. ${message}`, hint))

// Ownership tags of every product that finds its resources by them.
const trackingTags: ReadonlySet<string> = new Set([
  ...[clusterTag, sharedResourceTag, stackTag, resourceTag],
  ...['service.k8s.aws', 'gateway.k8s.aws.alb', 'gateway.k8s.aws.nlb'].flatMap((prefix) => [
    `${prefix}/stack`,
    `${prefix}/resource`
  ])
])

const contradictions = (file: string, install: Installation): ReadonlyArray<Diagnostic> => [
  ...trackingTagsIn(file, 'default-tags', Object.keys(install.defaultTags)),
  ...trackingTagsIn(file, 'external-managed-tags', install.externalManagedTags),
  ...ownedTwice(file, install),
  ...backendGroup(file, install)
]

const trackingTagsIn = (file: string, flag: string, keys: Iterable<string>): ReadonlyArray<Diagnostic> => {
  const found: Array<Diagnostic> = []
  for (const key of keys) {
    if (!trackingTags.has(key)) continue
    const message = `The flag ${flag} names ${key}, by which resources are found again.`
    found.push(diagnostic('account/flag-value', at(file, flag), message, `Leave ${key} out.`))
  }
  return found
}

const ownedTwice = (file: string, install: Installation): ReadonlyArray<Diagnostic> => {
  const both = Object.keys(install.defaultTags).filter((key) => install.externalManagedTags.has(key))
  return both.map((key) =>
    diagnostic(
      'account/flag-value',
      at(file, 'default-tags'),
      `default-tags sets the tag ${key}, and external-managed-tags says that others own it.`,
      `Leave ${key} out of one of them.`
    )
  )
}

const backendGroup = (file: string, install: Installation): ReadonlyArray<Diagnostic> => {
  const found: Array<Diagnostic> = []
  const id = install.backendSecurityGroup
  if (id !== undefined && !id.startsWith('sg-')) {
    const message = `backend-security-group is ${id}, which is no id of a security group.`
    found.push(
      diagnostic('account/flag-value', at(file, 'backend-security-group'), message, 'Give an id that starts with sg-.')
    )
  }
  if (install.manageBackendSecurityGroupRules && !install.enableBackendSecurityGroup) {
    const flag = 'enable-manage-backend-security-group-rules'
    const message = `${flag} is on, but enable-backend-security-group is off.`
    found.push(diagnostic('account/flag-value', at(file, flag), message, 'Switch both on, or both off.'))
  }
  return found
}
