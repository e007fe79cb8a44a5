import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os'
import { MetadataService } from '@aws-sdk/ec2-metadata-service'
import { metadataService } from './service-ids.js'
import type { AwsSettings } from './settings.js'

/** What the machine says of itself, by a path below `/latest/meta-data/`. */
export type Metadata = (path: string) => Promise<string>

type Interfaces = Readonly<Record<string, ReadonlyArray<Pick<NetworkInterfaceInfo, 'family' | 'internal'>> | undefined>>

/** Where the metadata is on a machine that has no IPv4 address; elsewhere the SDK knows. */
export const endpointOn = (interfaces: Interfaces, environment: NodeJS.ProcessEnv): string | undefined => {
  const addresses = Object.values(interfaces).flatMap((each) => each ?? [])
  const isSaid = Object.keys(environment).some((name) => name.startsWith('AWS_EC2_METADATA_SERVICE_ENDPOINT'))
  const hasIpv4 = addresses.some(({ family, internal }) => family === 'IPv4' && !internal)
  return isSaid || hasIpv4 ? undefined : 'http://[fd00:ec2::254]'
}

/** The metadata of the machine that this runs on, asked with a token of version 2. On other machines, and where the environment forbids it, every question fails. */
export const metadataOf = ({ endpoints }: AwsSettings): Metadata => {
  if (process.env.AWS_EC2_METADATA_DISABLED?.toLowerCase() === 'true')
    return () => Promise.reject(new Error('AWS_EC2_METADATA_DISABLED is true'))
  const endpoint = endpoints?.[metadataService] ?? endpointOn(networkInterfaces(), process.env)
  const service = new MetadataService({
    httpOptions: { timeout: 1000 },
    retries: 1,
    ...(endpoint === undefined ? {} : { endpoint })
  })
  return async (path) => (await service.request(`latest/meta-data/${path}`, {})).trim()
}
