import type { AccountFile } from './codec.js'

/** Whose account it is, and which VPC of which region: what ARNs, ids and host names are made of. */
export interface Place {
  readonly region: string
  readonly accountId: string
  readonly clusterName: string
  readonly vpcId: string
}

/** What the file says of its place; where it is silent, the example values that AWS's own documentation uses. */
export const placeOf = (file: AccountFile): Place => ({
  region: file.region ?? 'us-west-2',
  accountId: file.accountId ?? '123456789012',
  clusterName: file.clusterName ?? 'demo',
  vpcId: file.vpcId ?? 'vpc-0123456789abcdef0'
})
