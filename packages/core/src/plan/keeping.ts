/** Priorities of the rules of one listener are whole numbers from 1 to this one, each used once (AWS). */
export const lastPriority = 50000

/** For each desired rule, in order: the number under which AWS has its content already, if it has. */
export type Places = ReadonlyArray<number | undefined>

/** The first position in ascending `items` whose value is above the limit. */
const firstAbove = (items: ReadonlyArray<number>, limit: number, slackOf: (item: number) => number): number => {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    const item = items[middle]
    if (item !== undefined && slackOf(item) <= limit) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Which of the rules that AWS has already can keep their numbers, by place: as many as possible such that their order is right,
 * and there are numbers enough between each two of them, and before the first, for the rules that must stand there.
 */
export const keeping = (places: Places): ReadonlySet<number> => {
  const room = lastPriority - places.length
  // A number less the rules that come before it is its slack; slacks that never fall leave room everywhere between.
  const slackOf = (place: number): number => (places[place] ?? 0) - (place + 1)
  const tails: Array<number> = []
  const before: Array<number | undefined> = []
  for (const [place, number] of places.entries()) {
    const slack = slackOf(place)
    if (number === undefined || slack < 0 || slack > room) continue
    const at = firstAbove(tails, slack, slackOf)
    before[place] = at === 0 ? undefined : tails[at - 1]
    tails[at] = place
  }
  const kept = new Set<number>()
  for (let place = tails.at(-1); place !== undefined; place = before[place]) kept.add(place)
  return kept
}
