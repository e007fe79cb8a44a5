import { type Gap, gapsOf } from './gaps.js'
import { keeping, lastPriority, type Places } from './keeping.js'

/** Which number each desired rule gets, and which rule of AWS becomes it. */
export interface Numbering {
  readonly numbers: ReadonlyArray<number>
  /** By place: the leftover that gets the content of that place, under its own number. */
  readonly inPlace: ReadonlyMap<number, number>
  /** By leftover: where it moves, because its number is needed before it can be deleted. */
  readonly evicted: ReadonlyMap<number, number>
}

/** Pairs new rules with leftovers of the same gap, as far as that leaves numbers enough for the rules around them. */
const pairInPlace = (
  gap: Gap,
  places: Places,
  leftovers: ReadonlyArray<number>,
  pair: (place: number, leftover: number, number: number) => void
): void => {
  let place = gap.from
  let last = { place: gap.from - 1, number: gap.above }
  for (const leftover of gap.leftovers) {
    const number = leftovers[leftover] ?? 0
    const earliest = Math.max(place, gap.to - (gap.below - number))
    for (place = earliest; place < gap.to && places[place] !== undefined; place++);
    if (place >= gap.to) return
    if (place - last.place > number - last.number) continue
    pair(place, leftover, number)
    last = { place, number }
    place++
  }
}

/** Numbers for the rules of a gap: the lowest that nobody holds, or simply the lowest, when leftovers must give way. */
const numberGap = (gap: Gap, held: ReadonlySet<number>, give: (place: number, number: number) => void): void => {
  const avoids = gap.below - gap.above - 1 - gap.leftovers.length >= gap.to - gap.from
  let number = gap.above
  for (let place = gap.from; place < gap.to; place++) {
    for (number++; avoids && held.has(number); number++);
    give(place, number)
  }
}

/** Rules that are in the way move to the bottom and keep their order there. */
const evict = (leftovers: ReadonlyArray<number>, paired: ReadonlySet<number>, taken: ReadonlySet<number>) => {
  const occupied = new Set([...taken, ...leftovers])
  const evicted = new Map<number, number>()
  let bottom = lastPriority
  for (let i = leftovers.length - 1; i >= 0; i--) {
    const number = leftovers[i]
    if (number === undefined || paired.has(i) || !taken.has(number)) continue
    while (occupied.has(bottom)) bottom--
    evicted.set(i, bottom--)
  }
  return evicted
}

/**
 * Numbers rules so that as few as possible move. New rules take over leftovers that stand where they belong; the rest go where
 * there is room, and leftovers are moved away only where there is none. `leftovers` are numbers that no desired rule holds, ascending.
 */
export const numberWithFewMoves = (places: Places, leftovers: ReadonlyArray<number>): Numbering => {
  const kept = keeping(places)
  const numbers: Array<number | undefined> = places.map((number, place) => (kept.has(place) ? number : undefined))
  const inPlace = new Map<number, number>()
  for (const gap of gapsOf(numbers, leftovers)) {
    pairInPlace(gap, places, leftovers, (place, leftover, number) => {
      numbers[place] = number
      inPlace.set(place, leftover)
    })
  }
  const paired = new Set(inPlace.values())
  const doomed = leftovers.filter((_, i) => !paired.has(i))
  const held = new Set(doomed)
  for (const gap of gapsOf(numbers, doomed)) numberGap(gap, held, (place, number) => (numbers[place] = number))
  const all = numbers.map((number) => number ?? 0)
  return { numbers: all, inPlace, evicted: evict(leftovers, paired, new Set(all)) }
}

/** Numbers rules 1, 2, 3 … as the reference does: whatever holds the number of a new rule gets its content. */
export const numberByPlace = (places: Places, leftovers: ReadonlyArray<number>): Numbering => {
  const inPlace = new Map<number, number>()
  for (const [i, number] of leftovers.entries()) {
    if (number <= places.length && places[number - 1] === undefined) inPlace.set(number - 1, i)
  }
  const numbers = places.map((_, place) => place + 1)
  return { numbers, inPlace, evicted: evict(leftovers, new Set(inPlace.values()), new Set(numbers)) }
}

/** How many calls a numbering costs: one for all moves, one for each other change, and one for each tag that names the number. */
export const callsFor = (
  { numbers, inPlace, evicted }: Numbering,
  places: Places,
  leftovers: number,
  tagged: boolean
): number => {
  const moved = places.filter((number, place) => number !== undefined && number !== numbers[place]).length
  const fresh = places.filter((number) => number === undefined).length
  const setting = moved + evicted.size > 0 ? 1 : 0
  return setting + fresh + (leftovers - inPlace.size) + (tagged ? moved : 0)
}
