import type { Setting } from '../annotations/annotation.js'
import { annotations } from '../annotations/registry.js'
import { type Checked, noting, ok, valueIn } from '../checked/checked.js'
import { type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import { answerTo, type Facts, question } from '../facts/facts.js'
import { faultText } from '../facts/fault.js'
import type { ConfiguredGroup, SharedSettings } from '../groups/configure.js'
import type { Installation } from '../install.js'
import { E, O } from '../prelude.js'
import { nothing } from '../resources/add-ons.js'
import type { Resource } from '../resources/stack.js'
import type { AddOns } from '../translate/add-ons.js'
import { placeOf } from '../translate/context.js'

type AddOn = keyof AddOns

const cannotUse = (facts: Facts, asked: 'wafClassic' | 'shieldSubscription', otherwise: string): string | undefined => {
  const answer = answerTo(facts, question(asked))
  if (E.isLeft(answer)) return `nobody knows whether it can be used: ${faultText(answer.left)}`
  return O.isSome(answer.right) && answer.right.value ? undefined : otherwise
}

/** Why nothing is done about an add-on; `undefined` where it can be. */
const hindrance = (addOn: AddOn, install: Installation, facts: Facts): string | undefined => {
  switch (addOn) {
    case 'webAcl':
      return install.enableWafv2 ? undefined : 'the installation runs with --enable-wafv2=false'
    case 'classicWebAcl':
      if (!install.enableWaf) return 'the installation runs with --enable-waf=false'
      return cannotUse(facts, 'wafClassic', `WAF Classic is not served in ${install.region}`)
    case 'shieldProtection':
      if (!install.enableShield) return 'the installation runs with --enable-shield=false'
      return cannotUse(facts, 'shieldSubscription', 'the account does not subscribe to Shield Advanced')
  }
}

/** The annotation or class parameter that asks for an add-on, and its key. */
const wishFor = (
  addOn: AddOn,
  { webAcl, loadBalancer }: SharedSettings
): readonly [key: string, setting: Setting<unknown> | undefined] => {
  switch (addOn) {
    case 'webAcl': {
      if (O.isNone(webAcl)) return [annotations.wafv2AclArn.key, undefined]
      return 'name' in webAcl.value
        ? [annotations.wafv2AclName.key, webAcl.value.name]
        : [annotations.wafv2AclArn.key, webAcl.value.arn]
    }
    case 'classicWebAcl':
      return [annotations.wafAclId.key, O.toUndefined(loadBalancer.wafAclId)]
    case 'shieldProtection':
      return [annotations.shieldAdvancedProtection.key, O.toUndefined(loadBalancer.shieldAdvancedProtection)]
  }
}

const unheeded = (addOn: AddOn, because: string, configured: ConfiguredGroup): ReadonlyArray<Diagnostic> => {
  const shared = valueIn(configured.shared)
  if (shared === undefined) return []
  const [key, setting] = wishFor(addOn, shared)
  const at = placeOf(configured, setting)
  return [
    diagnostic(
      'add-on/idle',
      at,
      `${nameOf(at.object)}: what ${key} asks for is not done, as ${because}.`,
      'All else of the group is. Remove it, or ask whoever runs the installation to make it possible.'
    )
  ]
}

const addOns: ReadonlyArray<AddOn> = ['webAcl', 'classicWebAcl', 'shieldProtection']

/**
 * The load balancer without the add-ons that cannot be used here: by a flag, by the region, for want of a subscription. Whoever wants one
 * of them is told; nobody misses what is not to be there.
 */
export const withoutIdleAddOns = (
  balancer: Resource<'LoadBalancer'>,
  configured: ConfiguredGroup,
  facts: Facts
): Checked<Resource<'LoadBalancer'>> => {
  const idle = new Set<string>()
  const noticed: Array<Diagnostic> = []
  for (const addOn of addOns) {
    const wanted = balancer.spec[addOn]
    const because = wanted === undefined ? undefined : hindrance(addOn, configured.install, facts)
    if (because === undefined) continue
    idle.add(addOn)
    if (wanted !== nothing) noticed.push(...unheeded(addOn, because, configured))
  }
  if (idle.size === 0) return ok(balancer)
  const spec = Object.fromEntries(Object.entries(balancer.spec).filter(([name]) => !idle.has(name)))
  // Only fields that need not be there were left out.
  return noting(noticed, { ...balancer, spec: spec as Resource<'LoadBalancer'>['spec'] })
}
