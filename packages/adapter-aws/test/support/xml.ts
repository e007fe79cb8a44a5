const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const asXml = (value: unknown, item: string, nameOf: (name: string) => string): string => {
  if (Array.isArray(value)) return value.map((each) => `<${item}>${asXml(each, item, nameOf)}</${item}>`).join('')
  if (typeof value !== 'object' || value === null) return escaped(String(value))
  return Object.entries(value)
    .map(([name, member]) => `<${nameOf(name)}>${asXml(member, item, nameOf)}</${nameOf(name)}>`)
    .join('')
}

/** An answer of elastic load balancing in its protocol, from what the SDK shows of it. */
export const elbv2Answer = (action: string, shown: object): string =>
  `<${action}Response><${action}Result>${asXml(shown, 'member', (name) => name)}</${action}Result></${action}Response>`

// EC2's names on the wire differ from those of the SDK in more than their first letter.
const ofEc2: Readonly<Record<string, string>> = {
  SecurityGroups: 'securityGroupInfo',
  Description: 'groupDescription',
  IpPermissions: 'ipPermissions',
  UserIdGroupPairs: 'groups',
  IpRanges: 'ipRanges',
  Tags: 'tagSet',
  Subnets: 'subnetSet',
  RouteTables: 'routeTableSet',
  Routes: 'routeSet',
  Associations: 'associationSet',
  AvailabilityZones: 'availabilityZoneInfo',
  ZoneName: 'zoneName',
  Vpcs: 'vpcSet',
  Reservations: 'reservationSet',
  Instances: 'instancesSet',
  NetworkInterfaces: 'networkInterfaceSet',
  PrivateIpAddresses: 'privateIpAddressesSet',
  Ipv6Addresses: 'ipv6AddressesSet',
  Ipv4Prefixes: 'ipv4PrefixSet',
  Ipv6Prefixes: 'ipv6PrefixSet',
  Groups: 'groupSet',
  State: 'state'
}

/** An answer of EC2 in its protocol, from what the SDK shows of it. */
export const ec2Answer = (action: string, shown: object): string =>
  `<${action}Response>${asXml(shown, 'item', (name) => ofEc2[name] ?? name.charAt(0).toLowerCase() + name.slice(1))}</${action}Response>`

/** How either service declines. */
export const declined = (code: string, message = 'declined by a test', status = 400) => ({
  status,
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`
})

/** How EC2 declines. */
export const declinedByEc2 = (code: string, message = 'declined by a test') => ({
  status: 400,
  body: `<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors></Response>`
})

/** Members of a list that a request holds: `ResourceArns.member.1`, or `GroupId.1` with EC2. */
export const listIn = (parameters: Readonly<Record<string, unknown>>, name: string): ReadonlyArray<string> =>
  Object.entries(parameters)
    .filter(([key]) => key.startsWith(`${name}.`) && /\.\d+$/.test(key))
    .map(([, value]) => String(value))
