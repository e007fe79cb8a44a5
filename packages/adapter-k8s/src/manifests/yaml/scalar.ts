// What the plain scalars of YAML mean to Kubernetes. It reads manifests with go-yaml v2, which is YAML 1.1 with the exceptions below;
// it matters where somebody forgot the quotes: `on` is no text, and an annotation that is not text refuses the object.

const truths = ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']
const untruths = ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']
const nulls = ['', '~', 'null', 'Null', 'NULL']
const infinities = ['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF', '-.inf', '-.Inf', '-.INF']
const noNumbers = ['.nan', '.NaN', '.NAN']

type Plain = string | number | boolean | null

const words: ReadonlyMap<string, Plain> = new Map<string, Plain>([
  ...truths.map((word) => [word, true] as const),
  ...untruths.map((word) => [word, false] as const),
  // JSON's word for a member without a value; core reads it as an absent one.
  ...nulls.map((word) => [word, null] as const),
  ...infinities.map((word) => [word, word.startsWith('-') ? -Infinity : Infinity] as const),
  ...noNumbers.map((word) => [word, Number.NaN] as const)
])

const whole = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/
const fraction = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/

const wholeNumber = (text: string): number | undefined => {
  const parts = whole.exec(text)
  if (parts === null) return undefined
  const [, sign, hexadecimal, binary, octal, decimal] = parts
  const digits = hexadecimal ?? binary ?? octal ?? decimal ?? ''
  const base = hexadecimal !== undefined ? 16 : binary !== undefined ? 2 : octal !== undefined ? 8 : 10
  const size = Number.parseInt(digits, base)
  return sign === '-' && size !== 0 ? -size : size
}

const number = (written: string): number | undefined => {
  // 1_000 is a thousand, but nothing with a blank, a letter or a leading underscore is a number.
  const text = written.replaceAll('_', '')
  const found = wholeNumber(text) ?? (fraction.test(text) ? Number(text) : undefined)
  return found !== undefined && Number.isFinite(found) ? found : undefined
}

/**
 * What an unquoted scalar means to Kubernetes: `yes` is true, `0777` is octal, `1_000` a number; times (`12:30`, which YAML 1.1 reads in base 60)
 * and dates stay text. An infinity or NaN comes back as such: JSON has no word for it, so the caller must refuse it.
 */
export const plainScalar = (text: string): Plain => {
  const word = words.get(text)
  if (word !== undefined) return word
  return /^[-+.0-9]/.test(text) ? (number(text) ?? text) : text
}
