import type { Path } from '../document.js'
import { afterBlanks, afterString, afterValue, stringAt } from './scan.js'

/** The values inside one object or list, by name or number. */
type Inside = ReadonlyMap<string, number>

const nothing: Inside = new Map()

/** Where the next member or item starts, given where the last value starts; the end of the text after the last of them. */
const behind = (text: string, value: number): number => {
  const comma = afterBlanks(text, afterValue(text, value))
  return text[comma] === ',' ? afterBlanks(text, comma + 1) : text.length
}

// Of two equal names the later counts, so the map may simply be overwritten.
const membersOf = (text: string, opening: number): Inside => {
  const members = new Map<string, number>()
  let at = afterBlanks(text, opening + 1)
  while (text[at] === '"') {
    const afterName = afterString(text, at)
    const value = afterBlanks(text, afterBlanks(text, afterName) + 1)
    members.set(stringAt(text, at, afterName), value)
    at = behind(text, value)
  }
  return members
}

const itemsOf = (text: string, opening: number): Inside => {
  const items = new Map<string, number>()
  let at = afterBlanks(text, opening + 1)
  while (at < text.length && text[at] !== ']') {
    items.set(String(items.size), at)
    at = behind(text, at)
  }
  return items
}

const insideOf = (text: string, at: number): Inside => {
  if (text[at] === '{') return membersOf(text, at)
  return text[at] === '[' ? itemsOf(text, at) : nothing
}

/**
 * Where the value at a path of a JSON text starts; the nearest thing around it where the path ends early. What stands inside an object or list
 * is found once: a List of 10,000 objects is asked for one after another.
 */
export const jsonOffsets = (text: string): ((path: Path) => number) => {
  const known = new Map<number, Inside>()
  const inside = (at: number): Inside => {
    const found = known.get(at) ?? insideOf(text, at)
    known.set(at, found)
    return found
  }
  return (path) => {
    let at = afterBlanks(text, 0)
    for (const segment of path) {
      const inner = inside(at).get(String(segment))
      if (inner === undefined) return at
      at = inner
    }
    return at
  }
}
