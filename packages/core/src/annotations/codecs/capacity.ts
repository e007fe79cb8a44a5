import { E, O, pipe, t } from '../../prelude.js'
import { quoted } from '../../support/wording.js'
import { type Codec, codec } from './codec.js'
import { mapRemarks, notAmong, wholeNumberIn } from './text.js'
import { pairsIn } from './text-map.js'

const Capacity = t.readonly(t.partial({ capacityUnits: t.number }))
/** The capacity that a load balancer always has, in units; 0 asks for none. An empty text says nothing. */
export type Capacity = t.TypeOf<typeof Capacity>

const unitsKey = 'CapacityUnits'

const unitsIn = (pairs: ReadonlyArray<readonly [string, string]>): E.Either<ReadonlyArray<string>, Capacity> => {
  // Of equal keys the later wins, as in every map.
  const map = new Map(pairs)
  const problems = [...map.keys()]
    .filter((key) => key !== unitsKey)
    .map((key) => `the key ${notAmong([unitsKey], key)}`)
  const text = map.get(unitsKey)
  const units = text === undefined ? O.none : wholeNumberIn(text)
  if (text !== undefined && O.isNone(units)) problems.push(`${unitsKey} must be a whole number, not ${quoted(text)}`)
  if (problems.length > 0) return E.left(problems)
  return E.right(O.isSome(units) ? { capacityUnits: units.value } : {})
}

/** `CapacityUnits=500`. Numbers are compared and not their texts: 500 and 0500 are the same. */
export const capacity: Codec<Capacity> = codec({
  name: 'stringMap',
  format: `${unitsKey}= and a whole number, 0 for none`,
  is: Capacity.is,
  read: (text) => pipe(pairsIn(text), E.chain(unitsIn)),
  write: ({ capacityUnits }) => (capacityUnits === undefined ? '' : `${unitsKey}=${capacityUnits}`),
  remarks: mapRemarks
})
