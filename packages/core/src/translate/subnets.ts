import type { Setting } from '../annotations/annotation.js'
import type { SubnetChoice } from '../annotations/declared/subnet-choice.js'
import { annotations } from '../annotations/registry.js'
import { andThen, type Checked, each, map, noting, ok, refuse } from '../checked/checked.js'
import { type At, diagnostic, nameOf } from '../checked/diagnostic.js'
import { type FactsNeeded, question, type Subnet } from '../facts/facts.js'
import { O, pipe } from '../prelude.js'
import { currentOf } from '../resources/stack.js'
import { byText } from '../support/canonical.js'
import { own } from '../support/own.js'
import { quoted } from '../support/wording.js'
import { ask, type Context, placeOf } from './context.js'
import { candidates, onePerZone, type Rejected } from './subnet-discovery.js'
import { type SubnetUse, subnetProblems } from './subnet-problems.js'

type Choice = O.Option<Setting<SubnetChoice>>

/** Whether an item of a list of subnets is an id; if not, it is the value of a Name tag. */
export const isSubnetId = (item: string): boolean => item.startsWith('subnet-')

/** Subnets given by id may lie in any VPC; everything else is chosen among those of ours. */
export const subnetQuestions = (choice: Choice): FactsNeeded => {
  if (O.isNone(choice)) return [question('subnetsOfVpc')]
  const { value } = choice.value
  if ('tags' in value) return [question('subnetsOfVpc')]
  const items = 'named' in value ? value.named : value.ids
  const byId = items.filter(isSubnetId).map((id) => question('subnet', id))
  return items.every(isSubnetId) ? byId : [...byId, question('subnetsOfVpc')]
}

const none = ({ type }: SubnetUse, at: At, message: string): Checked<never> => {
  const { key } = type === 'network' ? annotations.frontendNlbSubnets : annotations.subnets
  return refuse(
    diagnostic(
      'subnets/none',
      at,
      `${nameOf(at.object)}: ${message}`,
      `Name subnets with annotation ${key}, or tag them: kubernetes.io/role/elb=1 for internet-facing load balancers, kubernetes.io/role/internal-elb=1 for internal ones.`
    )
  )
}

/** The subnets of an id, or of a name as often as it is written: the lowest ids first. */
const resolveNamed = (context: Context, items: ReadonlyArray<string>, at: At): Checked<ReadonlyArray<Subnet>> => {
  const taken = new Map<string, number>()
  const missing = (item: string): Checked<never> =>
    refuse(
      diagnostic(
        'subnets/unknown',
        at,
        `${nameOf(at.object)}: there is no subnet ${quoted(item)}${isSubnetId(item) ? '' : ` with that Name tag in ${context.install.vpcId}, or not so many`}.`,
        'Check the id, or the Name tag, of the subnet.'
      )
    )
  const orMissing =
    (item: string) =>
    (found: O.Option<Subnet>): Checked<Subnet> =>
      O.isSome(found) ? ok(found.value) : missing(item)
  return each(items, (item) => {
    if (isSubnetId(item)) return pipe(ask(context, question('subnet', item), at), andThen(orMissing(item)))
    const place = taken.get(item) ?? 0
    taken.set(item, place + 1)
    return pipe(
      ask(context, question('subnetsOfVpc'), at),
      map((all) => {
        const named = (O.toUndefined(all) ?? []).filter(({ tags }) => tags.Name === item)
        return O.fromNullable([...named].sort((a, b) => byText(a.id, b.id))[place])
      }),
      andThen(orMissing(item))
    )
  })
}

/** Whether a subnet has, for every key, one of the values. */
export const matchesTags = (wanted: Readonly<Record<string, ReadonlyArray<string>>>, { tags }: Subnet): boolean =>
  Object.entries(wanted).every(([key, values]) => {
    const value = own(tags, key)
    return value !== undefined && values.includes(value)
  })

const reasons = ({ otherCluster, tooFewAddresses, noIpv6 }: Rejected): string =>
  `${otherCluster} tagged for another cluster, ${tooFewAddresses} with fewer than 8 free addresses, ${noIpv6} without an IPv6 block`

const chooseAmong = (
  context: Context,
  use: SubnetUse,
  at: At,
  eligible: (subnets: ReadonlyArray<Subnet>) => ReadonlyArray<Subnet>
): Checked<ReadonlyArray<Subnet>> =>
  pipe(
    ask(context, question('subnetsOfVpc'), at),
    andThen((all) => {
      const found = eligible(O.toUndefined(all) ?? [])
      const { chosen, rejected } = onePerZone(context.install, use.needsIpv6, found)
      return chosen.length > 0
        ? ok(chosen)
        : none(
            use,
            at,
            found.length === 0
              ? 'no subnet matches.'
              : `none of the ${found.length} subnets that match can be used: ${reasons(rejected)}.`
          )
    })
  )

/**
 * The subnets of the load balancer that is there already: another subnet in the account, or another tag, does not move it. A network
 * load balancer in front is looked up anew each time, as the reference has it.
 */
const kept = (context: Context, { type, scheme }: SubnetUse): O.Option<ReadonlyArray<string>> => {
  if (type === 'network' || O.isNone(context.current)) return O.none
  const current = currentOf(context.current.value, 'LoadBalancer', 'LoadBalancer')
  const mappings = current?.spec.subnetMappings
  if (current?.spec.scheme !== scheme || mappings === undefined || mappings.length === 0) return O.none
  return O.some(mappings.map(({ subnetId }) => subnetId))
}

const allowed = (
  context: Context,
  use: SubnetUse,
  at: At,
  subnets: Checked<ReadonlyArray<Subnet>>
): Checked<ReadonlyArray<string>> =>
  pipe(
    subnets,
    andThen((all) => noting(subnetProblems(context.install, use, all, at), all)),
    map((all) => all.map(({ id }) => id))
  )

/** The ids of the subnets: those that are asked for, else those that the load balancer has, else one for each zone that suits. */
export const chooseSubnets = (context: Context, choice: Choice, use: SubnetUse): Checked<ReadonlyArray<string>> => {
  if (O.isNone(choice)) {
    const present = kept(context, use)
    if (O.isSome(present)) return ok(present.value)
    const at = placeOf(context)
    const suiting = (all: ReadonlyArray<Subnet>) => candidates(context.install, use.scheme, all)
    return allowed(context, use, at, chooseAmong(context, use, at, suiting))
  }
  const at = placeOf(context, choice.value)
  const { value } = choice.value
  if ('tags' in value) {
    const tagged = (all: ReadonlyArray<Subnet>) => all.filter((subnet) => matchesTags(value.tags, subnet))
    return allowed(context, use, at, chooseAmong(context, use, at, tagged))
  }
  // A selector's ids are a set to AWS, which answers in its own order: by id here.
  const items = 'named' in value ? value.named : [...value.ids].sort(byText)
  if (items.length === 0) return none(use, at, 'the list of subnets is empty.')
  return allowed(context, use, at, resolveNamed(context, items, at))
}
