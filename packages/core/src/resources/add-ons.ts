import { t } from '../prelude.js'

// Other services keep these, each for the load balancer as a whole. They are its fields here and go when it goes: AWS knows at most one
// of each for a load balancer, tells it by the load balancer's ARN, and gives it no ownership tags to be found by.

/** Where nothing is attached. The reference's users write the same word. */
export const nothing = 'none'

/** `id` is AWS's, and needed to take the protection off. */
const Protection = t.readonly(t.intersection([t.type({ name: t.string }), t.partial({ id: t.string })]))

/** Protection of Shield Advanced, or `none`. */
export const ShieldProtection = t.union([t.literal(nothing), Protection])
export type ShieldProtection = t.TypeOf<typeof ShieldProtection>

/** The name that protections are made under: the reference's, so that either can take off what the other put on. */
export const protectionName = 'managed by aws-load-balancer-controller'

const ourNames: ReadonlySet<string> = new Set([protectionName, 'managed by aws-alb-ingress-controller'])

/** Any protection is protection enough, and one that somebody else gave is not ours to take off. */
export const sameProtection = (desired: ShieldProtection, observed: ShieldProtection): boolean =>
  desired === nothing ? observed === nothing || !ourNames.has(observed.name) : observed !== nothing
