// What YAML reads as the text it is, whatever stands around it.
const isPlain = (text: string): boolean =>
  /^[A-Za-z/][\w ./-]*$/.test(text) && !/[ ]$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text)

const scalar = (value: unknown): string => {
  if (typeof value !== 'string') return JSON.stringify(value) ?? 'null'
  if (isPlain(value)) return value
  // JSON in single quotes stays readable.
  return /[\n\r\\]/.test(value) ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`
}

const isCollection = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0

const lines = (value: unknown): ReadonlyArray<string> => {
  if (Array.isArray(value))
    return value.flatMap((item: unknown) => {
      const [first = '', ...rest] = isCollection(item) ? lines(item) : [scalar(item)]
      return [`- ${first}`, ...rest.map((line) => `  ${line}`)]
    })
  return Object.entries(value as object).flatMap(([name, member]) => {
    if (member === undefined) return []
    if (!isCollection(member)) return [`${scalar(name)}: ${scalar(member)}`]
    return [`${scalar(name)}:`, ...lines(member).map((line) => `  ${line}`)]
  })
}

/** A value of JSON as YAML in blocks, the way people write manifests. Members that are `undefined` are left out. Ends without a line break. */
export const yamlText = (value: unknown): string => (isCollection(value) ? lines(value).join('\n') : scalar(value))
