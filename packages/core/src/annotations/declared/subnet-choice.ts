import type { SubnetSelector } from '../../kubernetes/ingress-class-params.js'
import { E, pipe, t } from '../../prelude.js'
import { canonical, equal } from '../../support/canonical.js'
import type { Codec } from '../codecs/codec.js'
import { list } from '../codecs/text.js'
import { sorted } from '../same.js'

/** Which subnets a load balancer is asked to have: ids and names from the annotation, or the selector of a class. */
export type SubnetChoice = { readonly named: ReadonlyArray<string> } | SubnetSelector

const isChoice = (value: unknown): value is SubnetChoice =>
  typeof value === 'object' && value !== null && ('named' in value || 'ids' in value || 'tags' in value)

export const subnetChoice: Codec<SubnetChoice> = new t.Type(
  list.name,
  isChoice,
  (text: string, context) =>
    pipe(
      list.validate(text, context),
      E.map((named) => ({ named }))
    ),
  (choice) => ('named' in choice ? list.encode(choice.named) : canonical(choice))
)

// Names and ids are compared as written, in any order; a name that is written twice stands for two subnets.
export const sameSubnets = (a: SubnetChoice, b: SubnetChoice): boolean =>
  'named' in a && 'named' in b ? sorted(a.named) === sorted(b.named) : equal(a, b)
