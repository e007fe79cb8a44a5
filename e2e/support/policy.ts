import { iamPolicy, installation, type PolicyPart } from '@alb-ingress/core'

const anywhere = { region: '*', accountId: '*', vpcId: '*', clusterName: '*' }

/** Calls that our own policy does not allow, although the server takes them. Anybody may ask STS who they are. */
export const notAllowed = (calls: ReadonlyArray<string>, part: PolicyPart = 'all'): ReadonlyArray<string> => {
  const { Statement } = iamPolicy(installation(anywhere), { ...anywhere, partition: 'aws' }, part)
  const allowed = new Set<string>(Statement.flatMap(({ Action }) => Action))
  return calls.filter((call) => !allowed.has(call) && call !== 'sts:GetCallerIdentity')
}
