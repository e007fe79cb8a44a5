import type { Path } from '../document.js'
import type { Reading } from '../reading.js'
import { afterBlanks, afterString, afterValue, stringAt } from './scan.js'

/** Where a value starts, and the name in front of it where it is a member. */
interface Place {
  readonly name: number | undefined
  readonly value: number
}

/** The values inside one object or list, by name or number. */
type Inside = ReadonlyMap<string, Place>

const nothing: Inside = new Map()

/** Where the next member or item starts, given where the last value starts; the end of the text after the last of them. */
const behind = (text: string, value: number): number => {
  const comma = afterBlanks(text, afterValue(text, value))
  return text[comma] === ',' ? afterBlanks(text, comma + 1) : text.length
}

// Of two equal names the later counts, so the map may simply be overwritten.
const membersOf = (text: string, opening: number): Inside => {
  const members = new Map<string, Place>()
  let at = afterBlanks(text, opening + 1)
  while (text[at] === '"') {
    const afterName = afterString(text, at)
    const value = afterBlanks(text, afterBlanks(text, afterName) + 1)
    members.set(stringAt(text, at, afterName), { name: at, value })
    at = behind(text, value)
  }
  return members
}

const itemsOf = (text: string, opening: number): Inside => {
  const items = new Map<string, Place>()
  let at = afterBlanks(text, opening + 1)
  while (at < text.length && text[at] !== ']') {
    items.set(String(items.size), { name: undefined, value: at })
    at = behind(text, at)
  }
  return items
}

const insideOf = (text: string, at: number): Inside => {
  if (text[at] === '{') return membersOf(text, at)
  return text[at] === '[' ? itemsOf(text, at) : nothing
}

type Part = 'key' | undefined

const startOf = ({ name, value }: Place, part: Part): number => (part === 'key' ? (name ?? value) : value)

/**
 * Where values of a JSON text start; the nearest thing around one where its path ends early. What stands inside an object or list
 * is found once: a List of 10,000 objects is asked for one after another.
 */
export const jsonPlaces = (text: string): Pick<Reading, 'offsetOf' | 'tokenAt'> => {
  const known = new Map<number, Inside>()
  const inside = (at: number): Inside => {
    const found = known.get(at) ?? insideOf(text, at)
    known.set(at, found)
    return found
  }
  const placeOf = (path: Path): { readonly place: Place; readonly isWhole: boolean } => {
    let place: Place = { name: undefined, value: afterBlanks(text, 0) }
    for (const segment of path) {
      const inner = inside(place.value).get(String(segment))
      if (inner === undefined) return { place, isWhole: false }
      place = inner
    }
    return { place, isWhole: true }
  }
  return {
    offsetOf: (path, part) => {
      const { place, isWhole } = placeOf(path)
      return startOf(place, isWhole ? part : undefined)
    },
    tokenAt: (path, part) => {
      const { place, isWhole } = placeOf(path)
      const start = startOf(place, part)
      return isWhole && text[start] === '"'
        ? { start, end: afterString(text, start), write: (written) => JSON.stringify(written) }
        : undefined
    }
  }
}
