import type { Checked } from '@alb-ingress/core'
import type { AccountFile } from './codec.js'
import { decodeAccountFile } from './decode.js'
import type { GivenCertificate, GivenSubnet } from './given.js'
import { type Place, placeOf } from './place.js'

/** A certificate in short: its name, its ARN, or all of its names; or as an account file has it. */
export type CertificateInShort = string | ReadonlyArray<string> | GivenCertificate

/** What somebody says of an account in one line. Whatever an account file can hold, and certificates in short. */
export type AccountInShort = Omit<AccountFile, 'certificates'> & {
  readonly certificates?: ReadonlyArray<CertificateInShort>
}

const zones = ['a', 'b', 'c'] as const

/** One public and one private subnet in each of three zones, with the tags by which load balancers find them. */
const usualSubnets = ({ region, vpcId }: Place): ReadonlyArray<GivenSubnet> =>
  zones.flatMap((zone, i) =>
    [true, false].map((isPublic): GivenSubnet => {
      const number = isPublic ? i : i + zones.length
      return {
        id: `subnet-${isPublic ? 'public' : 'private'}-${zone}`,
        az: `${region}${zone}`,
        vpcId,
        cidr: `10.0.${number * 16}.0/20`,
        availableIps: 4000,
        type: 'availability-zone',
        public: isPublic,
        tags: { [isPublic ? 'kubernetes.io/role/elb' : 'kubernetes.io/role/internal-elb']: '1' }
      }
    })
  )

const isNames = (given: CertificateInShort): given is ReadonlyArray<string> => Array.isArray(given)

const certificateOf =
  ({ region, accountId }: Place) =>
  (given: CertificateInShort, index: number): GivenCertificate => {
    if (typeof given !== 'string' && !isNames(given)) return given
    if (typeof given === 'string' && given.startsWith('arn:')) return { arn: given }
    const names = typeof given === 'string' ? [given] : given
    const id = `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`
    const [domainName] = names
    const arn = `arn:aws:acm:${region}:${accountId}:certificate/${id}`
    return { arn, sans: names, status: 'ISSUED', ...(domainName === undefined ? {} : { domainName }) }
  }

/** Reads an account in short from its JSON. All problems come together, as with `decodeAccountFile`. */
export const decodeAccountInShort = (json: unknown, name: string): Checked.Checked<AccountFile> => {
  const isRecord = typeof json === 'object' && json !== null && !Array.isArray(json)
  if (!isRecord || ('certificates' in json && !Array.isArray(json.certificates))) return decodeAccountFile(json, name)
  // Whatever else is wrong with its members is found when the whole of it is read.
  return decodeAccountFile(anAccount(json as AccountInShort), name)
}

/**
 * An account in one line: `anAccount({ certificates: ['*.shop.example'] })`. What is left out is usual: a VPC with public and private subnets
 * in three zones, and nothing else. Members given replace the usual ones.
 */
export const anAccount = ({ certificates = [], ...given }: AccountInShort = {}): AccountFile => {
  const place = placeOf(given)
  return {
    ...place,
    vpcCidrs: ['10.0.0.0/16'],
    subnets: usualSubnets(place),
    ...given,
    ...(certificates.length === 0 ? {} : { certificates: certificates.map(certificateOf(place)) })
  }
}
