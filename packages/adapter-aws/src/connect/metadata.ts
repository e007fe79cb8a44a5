import { MetadataService } from '@aws-sdk/ec2-metadata-service'
import { metadataService } from './service-ids.js'
import type { AwsSettings } from './settings.js'

/** What the machine says of itself, by a path below `/latest/meta-data/`. */
export type Metadata = (path: string) => Promise<string>

/** The metadata of the machine that this runs on, asked with a token of version 2. On other machines every question fails. */
export const metadataOf = ({ endpoints }: AwsSettings): Metadata => {
  const endpoint = endpoints?.[metadataService]
  const service = new MetadataService({
    httpOptions: { timeout: 1000 },
    retries: 1,
    ...(endpoint === undefined ? {} : { endpoint })
  })
  return async (path) => (await service.request(`/latest/meta-data/${path}`, {})).trim()
}
