import ipaddr from 'ipaddr.js'

/** The range as AWS keeps it, with the bits behind the prefix cleared: `10.1.2.3/8` is `10.0.0.0/8`. Text that is no range is given back. */
export const maskedCidr = (cidr: string): string => {
  if (!ipaddr.isValidCIDR(cidr)) return cidr
  const length = cidr.slice(cidr.indexOf('/'))
  const network = cidr.includes(':')
    ? ipaddr.IPv6.networkAddressFromCIDR(cidr).toRFC5952String()
    : ipaddr.IPv4.networkAddressFromCIDR(cidr).toString()
  return `${network}${length}`
}

/** Whether an address, of IPv4 or IPv6, is in a range. */
export const isWithin = (cidr: string, address: string): boolean => {
  if (!ipaddr.isValidCIDR(cidr) || !ipaddr.isValid(address)) return false
  const [network, length] = ipaddr.parseCIDR(cidr)
  const parsed = ipaddr.parse(address)
  return parsed.kind() === network.kind() && parsed.match(network, length)
}

/** Whether a text is a range of addresses, of IPv4 or IPv6. */
export const isRange = (text: string): boolean => ipaddr.isValidCIDR(text)
