/** Milliseconds of each unit that Go writes durations in. */
const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000
}

const part = /(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)/g
const whole = new RegExp(`^(?:${part.source})+$`)

/** Reads a duration as Go writes it, such as `1h30m` or `0`, in milliseconds; `undefined` when it is none. */
export const readDuration = (text: string): number | undefined => {
  if (text === '0') return 0
  if (!whole.test(text)) return undefined
  let sum = 0
  for (const [, number = '', unit = ''] of text.matchAll(part)) sum += Number(number) * (units[unit] ?? 0)
  return sum
}

/** `16m40s`, `250ms`: the shortest text that `readDuration` reads as these milliseconds. */
export const durationText = (milliseconds: number): string => {
  const parts: Array<string> = []
  let rest = milliseconds
  for (const unit of ['h', 'm', 's', 'ms']) {
    const size = units[unit] ?? 1
    const count = unit === 'ms' ? rest : Math.floor(rest / size)
    if (count > 0) parts.push(`${count}${unit}`)
    rest -= count * size
  }
  return parts.length === 0 ? '0s' : parts.join('')
}
