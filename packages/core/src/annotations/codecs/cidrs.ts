import ipaddr from 'ipaddr.js'
import { E, O, pipe, t } from '../../prelude.js'
import { quoted } from '../../support/wording.js'
import { type Codec, codec } from './codec.js'
import { itemsIn } from './text.js'

// A decimal without leading zeros, which some read as octal.
const decimal = /^(?:0|[1-9][0-9]{0,2})$/

const isIPv4 = (address: string): boolean => {
  const octets = address.split('.')
  return octets.length === 4 && octets.every((octet) => decimal.test(octet) && Number(octet) <= 255)
}

// The library also takes zones, and octal octets in the IPv4 address that may stand at the end.
const isIPv6 = (address: string): boolean => {
  const end = address.slice(address.lastIndexOf(':') + 1)
  return !address.includes('%') && (!end.includes('.') || isIPv4(end)) && ipaddr.IPv6.isValid(address)
}

const faultOf = (item: string): O.Option<string> => {
  const slash = item.indexOf('/')
  if (slash < 0) return O.some(`${quoted(item)} needs a prefix length, such as ${item.includes(':') ? '/128' : '/32'}`)
  const address = item.slice(0, slash)
  const length = item.slice(slash + 1)
  const bits = isIPv4(address) ? 32 : isIPv6(address) ? 128 : undefined
  if (bits === undefined) return O.some(`${quoted(item)} must begin with an IPv4 or IPv6 address without leading zeros`)
  if (decimal.test(length) && Number(length) <= bits) return O.none
  return O.some(`${quoted(item)} must end in a prefix length from 0 to ${bits}`)
}

const isCidr = (value: unknown): value is string => typeof value === 'string' && O.isNone(faultOf(value))

/**
 * Address ranges, IPv4 and IPv6, with commas between them. Each needs a prefix length; bits behind it are tolerated, and the text stays
 * as it is written.
 */
export const cidrs: Codec<ReadonlyArray<string>> = codec({
  name: 'stringList',
  format: 'address ranges such as 10.0.0.0/8 or 2001:db8::/32, with commas between them',
  is: (value): value is ReadonlyArray<string> => t.UnknownArray.is(value) && value.every(isCidr),
  read: (text) => {
    const items = itemsIn(text)
    const faults = items.flatMap((item) =>
      pipe(
        faultOf(item),
        O.match(
          () => [],
          (fault) => [fault]
        )
      )
    )
    return faults.length > 0 ? E.left(faults) : E.right(items)
  },
  write: (items) => items.join(',')
})
