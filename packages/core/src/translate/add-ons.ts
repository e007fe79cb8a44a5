import { annotations } from '../annotations/registry.js'
import { andThen, type Checked, map, ok, refuse } from '../checked/checked.js'
import { type At, diagnostic, nameOf } from '../checked/diagnostic.js'
import { type FactsNeeded, question } from '../facts/facts.js'
import type { SharedSettings } from '../groups/configure.js'
import type { WebAclChoice } from '../groups/web-acl.js'
import type { Installation } from '../install.js'
import { O, pipe } from '../prelude.js'
import { nothing, protectionName, type ShieldProtection } from '../resources/add-ons.js'
import type { Spec } from '../resources/kinds.js'
import { quoted } from '../support/wording.js'
import { ask, type Context, placeOf } from './context.js'

/** What other services do for the load balancer. What nobody asks for is absent, and stays as it is. */
export type AddOns = Pick<Spec<'LoadBalancer'>, 'webAcl' | 'classicWebAcl' | 'shieldProtection'>

const nameIn = (choice: O.Option<WebAclChoice>): ReadonlyArray<string> =>
  O.isSome(choice) && 'name' in choice.value && choice.value.name.value !== nothing ? [choice.value.name.value] : []

/** A web ACL that is called by its name must be looked up. Whether WAF Classic and Shield can be used is asked where somebody wants them. */
export const addOnQuestions = (install: Installation, { webAcl, loadBalancer }: SharedSettings): FactsNeeded => [
  ...(install.enableWafv2 ? nameIn(webAcl).map((name) => question('webAclNamed', name)) : []),
  ...(install.enableWaf && O.isSome(loadBalancer.wafAclId) ? [question('wafClassic')] : []),
  ...(install.enableShield && O.isSome(loadBalancer.shieldAdvancedProtection) ? [question('shieldSubscription')] : [])
]

const unknownName = ({ install }: Context, name: string, at: At): Checked<never> =>
  refuse(
    diagnostic(
      'web-acl/unknown',
      at,
      `${nameOf(at.object)}: WAFv2 has no regional web ACL named ${quoted(name)} in ${install.region}.`,
      `Check the name, letter by letter, or give the ARN with ${annotations.wafv2AclArn.key}. ${nothing} takes the web ACL off.`
    )
  )

const webAclOf = (context: Context, choice: WebAclChoice): Checked<string> => {
  if ('arn' in choice) return ok(choice.arn.value === '' ? nothing : choice.arn.value)
  const name = choice.name.value
  // With --enable-wafv2=false nobody looks it up, and no plan has it: the name stands for what would be there.
  if (name === nothing || !context.install.enableWafv2) return ok(name)
  const at = placeOf(context, choice.name)
  return pipe(
    ask(context, question('webAclNamed', name), at),
    andThen((arn): Checked<string> => (O.isSome(arn) ? ok(arn.value) : unknownName(context, name, at)))
  )
}

const protection = (isOn: boolean): ShieldProtection => (isOn ? { name: protectionName } : nothing)

/** Web ACLs and Shield protection of the load balancer, as all members that speak of them say. */
export const addOnsOf = (context: Context, { webAcl, loadBalancer }: SharedSettings): Checked<AddOns> => {
  const { wafAclId, shieldAdvancedProtection } = loadBalancer
  const others = {
    ...(O.isSome(wafAclId) ? { classicWebAcl: wafAclId.value.value } : {}),
    ...(O.isSome(shieldAdvancedProtection)
      ? { shieldProtection: protection(shieldAdvancedProtection.value.value) }
      : {})
  }
  if (O.isNone(webAcl)) return ok(others)
  return pipe(
    webAclOf(context, webAcl.value),
    map((arn) => ({ webAcl: arn, ...others }))
  )
}
