import type { Settings } from '../annotations/registry.js'
import { settleAll } from '../annotations/settle-all.js'
import type { Checked } from '../checked/checked.js'
import type { ConfiguredMember } from '../groups/configure.js'
import type { Installation } from '../install.js'
import type { Service } from '../kubernetes/service.js'

/** Log-in and check of tokens for one Ingress, and the Service behind a path where it counts. */
export type AuthSettingsOf = (
  member: ConfiguredMember,
  service: Service | undefined
) => Checked<Settings<'Authentication'>>

/** Reads the settings of each Ingress and Service once, however many paths and listeners ask. */
export const authSettings = (install: Installation): AuthSettingsOf => {
  const known = new Map<ConfiguredMember, Map<Service | undefined, ReturnType<AuthSettingsOf>>>()
  return (member, service) => {
    const ofMember = known.get(member) ?? new Map<Service | undefined, ReturnType<AuthSettingsOf>>()
    known.set(member, ofMember)
    const { ingress, params } = member
    const asked = { ingress, params, ...(service === undefined ? {} : { service }) }
    const settings = ofMember.get(service) ?? settleAll('Authentication', [asked], install)
    ofMember.set(service, settings)
    return settings
  }
}
