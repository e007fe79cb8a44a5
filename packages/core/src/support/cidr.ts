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
