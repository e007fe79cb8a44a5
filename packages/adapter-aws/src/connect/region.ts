import { E, type Fault, fault } from '@alb-ingress/core'
import { loadConfig } from '@smithy/core/config'
import type { Metadata } from './metadata.js'
import type { AwsSettings } from './settings.js'

type Environment = Readonly<Record<string, string | undefined>>

const said = (text: string | undefined): string | undefined => (text === '' ? undefined : text)

/** What the profile in the shared files says, which people have and pods do not. */
const ofProfile = (): Promise<string> =>
  loadConfig<string>({
    environmentVariableSelector: () => undefined,
    configFileSelector: ({ region }) => region,
    default: ''
  })()

/**
 * The region: as set, or of the environment, or of the profile, or where the machine is. The order is that of AWS Load Balancer Controller, which
 * reads no profile.
 */
export const regionOf = async (
  { region }: AwsSettings,
  environment: Environment,
  metadata: Metadata
): Promise<E.Either<Fault, string>> => {
  const known = said(region) ?? said(environment.AWS_DEFAULT_REGION) ?? said(environment.AWS_REGION)
  if (known !== undefined) return E.right(known)
  const configured = said(await ofProfile())
  if (configured !== undefined) return E.right(configured)
  try {
    return E.right(await metadata('placement/region'))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const tried = `neither --aws-region nor AWS_DEFAULT_REGION nor AWS_REGION nor the profile says it, and the metadata of the machine does not answer (${why})`
    return E.left(fault('unavailable', 'NoRegion', 'connect', `The region is not known: ${tried}. Set --aws-region.`))
  }
}
