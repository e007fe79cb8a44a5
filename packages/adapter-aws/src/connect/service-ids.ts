import { nearest, O } from '@alb-ingress/core'

/** The service of the instance metadata, which is no API of the SDK. */
export const metadataService = 'ec2imds'

// The last three are services that the reference calls and we do not: settings made for it must not fail here.
const serviceIds: ReadonlyArray<string> = [
  'EC2',
  'Elastic Load Balancing v2',
  'ACM',
  'WAFV2',
  'WAF Regional',
  'Shield',
  'STS',
  metadataService,
  'Resource Groups Tagging API',
  'Route 53',
  'Global Accelerator'
]

/** What is wrong with a service id, if anything: ids are those of the SDK, letter by letter. */
export const unknownService = (id: string): string | undefined => {
  if (serviceIds.includes(id)) return undefined
  const meant = nearest(id, serviceIds)
  const known = serviceIds.map((each) => JSON.stringify(each)).join(', ')
  const hint = O.isSome(meant) ? `did you mean ${JSON.stringify(meant.value)}?` : `the services are ${known}.`
  return `there is no service ${JSON.stringify(id)}: ${hint}`
}
