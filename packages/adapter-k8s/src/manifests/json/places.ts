import type { Path } from '../document.js'
import { afterBlanks, afterString, afterValue, stringAt } from './scan.js'

/** The value of a member of the object that opens here; of two equal names the later. */
const memberOffset = (text: string, opening: number, name: string): number | undefined => {
  let found: number | undefined
  let at = afterBlanks(text, opening + 1)
  while (text[at] === '"') {
    const afterName = afterString(text, at)
    const value = afterBlanks(text, afterBlanks(text, afterName) + 1)
    if (stringAt(text, at, afterName) === name) found = value
    const behind = afterBlanks(text, afterValue(text, value))
    at = text[behind] === ',' ? afterBlanks(text, behind + 1) : text.length
  }
  return found
}

const itemOffsets = (text: string, opening: number): ReadonlyArray<number> => {
  const offsets: Array<number> = []
  let at = afterBlanks(text, opening + 1)
  while (at < text.length && text[at] !== ']') {
    offsets.push(at)
    const behind = afterBlanks(text, afterValue(text, at))
    at = text[behind] === ',' ? afterBlanks(text, behind + 1) : text.length
  }
  return offsets
}

/**
 * Where the value at a path of a JSON text starts; the nearest thing around it where the path ends early.
 * The items of a list are found once: a List of 10,000 objects is asked for one after another.
 */
export const jsonOffsets = (text: string): ((path: Path) => number) => {
  const lists = new Map<number, ReadonlyArray<number>>()
  const itemsAt = (opening: number): ReadonlyArray<number> => {
    const known = lists.get(opening) ?? itemOffsets(text, opening)
    lists.set(opening, known)
    return known
  }
  const step = (at: number, segment: string | number): number | undefined => {
    if (text[at] === '{') return memberOffset(text, at, String(segment))
    return text[at] === '[' ? itemsAt(at)[Number(segment)] : undefined
  }
  return (path) => {
    let at = afterBlanks(text, 0)
    for (const segment of path) {
      const inner = step(at, segment)
      if (inner === undefined) return at
      at = inner
    }
    return at
  }
}
