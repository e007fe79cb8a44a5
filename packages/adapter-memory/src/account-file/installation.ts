import { Checked, type Diagnostic, diagnostic, type Installation, installation, trackingTags } from '@alb-ingress/core'
import type { AccountFile } from './codec.js'
import { placeOf } from './place.js'
import { flagAt as at, settingOf } from './setting.js'

/**
 * What the account file says of the installation: its own members for region, account, cluster and VPC, and `flags` under the
 * reference's names. A flag given twice over counts: `flags["aws-region"]` outranks `region`.
 */
export const installationFrom = (file: AccountFile, name = 'account.json'): Checked.Checked<Installation> => {
  const { region, accountId, clusterName, vpcId } = placeOf(file)
  const given = file.flags ?? {}
  const read = Checked.each(Object.entries(given), settingOf(name, given))
  return Checked.andThen((settings: ReadonlyArray<Partial<Installation>>) => {
    const whole = installation(Object.assign({ region, accountId, clusterName, vpcId }, ...settings))
    return Checked.noting(contradictions(name, whole), whole)
  })(read)
}

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
