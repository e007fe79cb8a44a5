import { E } from '@alb-ingress/core'
import { type Duplicate, deepest, tooDeep, type Unreadable } from '../reading.js'
import { afterString, stringAt } from './scan.js'

/** An object or list that is open where the scan stands. */
interface Open {
  /** Where each name of an object was written; `undefined` for a list. */
  readonly names: Map<string, number> | undefined
  segment: string | number
  nameComes: boolean
}

const opened = (char: string): Open =>
  char === '{' ? { names: new Map(), segment: '', nameComes: true } : { names: undefined, segment: 0, nameComes: false }

const next = (open: Open | undefined): void => {
  if (open === undefined) return
  if (typeof open.segment === 'number') open.segment++
  else open.nameComes = true
}

/** Takes the name that opens here into its object. Says where the same name stands already. */
const enter = (open: Open, name: string, at: number): number | undefined => {
  const earlier = open.names?.get(name)
  open.names?.set(name, at)
  open.segment = name
  open.nameComes = false
  return earlier
}

/** The names that stand twice in one object. JSON.parse keeps the later one, as Kubernetes does, but does not tell. */
export const duplicateNames = (text: string): E.Either<Unreadable, ReadonlyArray<Duplicate>> => {
  const duplicates: Array<Duplicate> = []
  const stack: Array<Open> = []
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '"') {
      const after = afterString(text, at)
      const open = stack.at(-1)
      if (open?.nameComes === true) {
        const earlier = enter(open, stringAt(text, at, after), at)
        if (earlier !== undefined) duplicates.push({ path: stack.map(({ segment }) => segment), earlier, later: at })
      }
      at = after - 1
    } else if (char === '{' || char === '[') {
      if (stack.length >= deepest) return E.left(tooDeep(at))
      stack.push(opened(char))
    } else if (char === '}' || char === ']') stack.pop()
    else if (char === ',') next(stack.at(-1))
  }
  return E.right(duplicates)
}
