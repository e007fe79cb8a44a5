const octets = (address: string): ReadonlyArray<number> | undefined => {
  const parts = address.split('.')
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return undefined
  return parts.map(Number)
}

// Eight groups of sixteen bits; `::` stands for as many zeros as are missing.
const groups = (address: string): ReadonlyArray<number> | undefined => {
  const halves = address.split('::')
  if (halves.length > 2) return undefined
  const [left = [], right = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - left.length - right.length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined
  const all = [...left, ...Array<string>(missing).fill('0'), ...right]
  return all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))
    ? all.map((group) => Number.parseInt(group, 16))
    : undefined
}

const masked = (parts: ReadonlyArray<number>, bitsPerPart: number, prefix: number): ReadonlyArray<number> =>
  parts.map((part, i) => {
    const kept = Math.min(bitsPerPart, Math.max(0, prefix - i * bitsPerPart))
    const unit = 2 ** (bitsPerPart - kept)
    return Math.floor(part / unit) * unit
  })

// The longest run of zero groups becomes `::`, as everybody writes IPv6 addresses.
const shortest = (parts: ReadonlyArray<number>): string => {
  let longest = { at: 0, length: 0 }
  for (let at = 0; at < parts.length; ) {
    let length = 0
    while (parts[at + length] === 0) length += 1
    if (length > longest.length) longest = { at, length }
    at += length + 1
  }
  const hex = parts.map((part) => part.toString(16))
  if (longest.length < 2) return hex.join(':')
  return `${hex.slice(0, longest.at).join(':')}::${hex.slice(longest.at + longest.length).join(':')}`
}

/** A CIDR block the way AWS keeps it: host bits cleared, IPv6 at its shortest. `undefined` when it is none. */
export const maskedCidr = (cidr: string): string | undefined => {
  const [address = '', bits = '', ...rest] = cidr.split('/')
  if (rest.length > 0 || !/^\d{1,3}$/.test(bits)) return undefined
  const prefix = Number(bits)
  const four = octets(address)
  if (four !== undefined) return prefix > 32 ? undefined : `${masked(four, 8, prefix).join('.')}/${prefix}`
  const six = address.includes(':') ? groups(address) : undefined
  return six === undefined || prefix > 128 ? undefined : `${shortest(masked(six, 16, prefix))}/${prefix}`
}

/** Whether a text is a range of addresses, of IPv4 or IPv6. */
export const isCidr = (text: string): boolean => maskedCidr(text) !== undefined

/** Whether a text is an address of IPv4 (4) or IPv6 (6), or neither. */
export const familyOf = (address: string): 4 | 6 | undefined => {
  if (octets(address) !== undefined) return 4
  return address.includes(':') && groups(address) !== undefined ? 6 : undefined
}

/** Whether a range holds an address. */
export const isWithin = (cidr: string, address: string): boolean => {
  const prefix = cidr.slice(cidr.indexOf('/') + 1)
  const range = maskedCidr(cidr)
  return range !== undefined && maskedCidr(`${address}/${prefix}`) === range
}
