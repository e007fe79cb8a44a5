import { E, type Fault, fault } from '@alb-ingress/core'
import type { Metadata } from './metadata.js'
import type { AwsSettings } from './settings.js'

type Environment = Readonly<Record<string, string | undefined>>

const said = (text: string | undefined): string | undefined => (text === '' ? undefined : text)

/** The region: as set, or of the environment, or where the machine is. The order is that of AWS Load Balancer Controller. */
export const regionOf = async (
  { region }: AwsSettings,
  environment: Environment,
  metadata: Metadata
): Promise<E.Either<Fault, string>> => {
  const known = said(region) ?? said(environment.AWS_DEFAULT_REGION) ?? said(environment.AWS_REGION)
  if (known !== undefined) return E.right(known)
  try {
    return E.right(await metadata('placement/region'))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const tried = `neither --aws-region nor AWS_DEFAULT_REGION nor AWS_REGION says it, and the metadata of the machine does not answer (${why})`
    return E.left(fault('unavailable', 'NoRegion', 'connect', `The region is not known: ${tried}. Set --aws-region.`))
  }
}
