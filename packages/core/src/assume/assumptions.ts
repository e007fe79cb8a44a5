import type { Code } from '../checked/catalogue.js'
import { type At, type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import type { Installation } from '../install.js'

/** Codes of what was taken to be there though nobody has said so. */
export type AssumedCode = Extract<Code, `assumed/${string}`>

/** How whoever reads of an assumption gets rid of it. */
const remedies: { readonly [C in AssumedCode]: string } = {
  'assumed/account': 'Give the account with --account, or these values with the flags of their names.',
  'assumed/class': 'Add the IngressClass to the manifests.',
  'assumed/class-parameters': 'Add the IngressClassParams to the manifests.',
  'assumed/namespace': 'Add the Namespaces with their labels to the manifests.',
  'assumed/service': 'Add the Service to the manifests.',
  'assumed/node-port': 'Nothing is wrong with it: the API server chooses another number.',
  'assumed/secret': 'Add a Secret of that name to the manifests; what is in it makes no difference here.',
  'assumed/subnet': 'Add the subnets to the account file.',
  'assumed/security-group': 'Add the security group to the account file.',
  'assumed/certificate': 'Add the certificate to the account file, or name one with annotation certificate-arn.',
  'assumed/target-group': 'Add the target group to the account file.',
  'assumed/trust-store': 'Add the trust store to the account file.',
  'assumed/web-acl': 'Add the web ACL to the account file.',
  'assumed/shield': 'Say in the account file whether the account has the subscription.'
}

interface Assumption {
  readonly code: AssumedCode
  readonly what: string
  /** Where it is asked for, by the name of the object that asks. */
  readonly places: Map<string, At>
}

/** What was assumed so far: each thing once, with all that asked for it. */
export interface Assumptions {
  /** `what`: a sentence without its end, which names the thing. `at`: who asks for it. */
  readonly note: (code: AssumedCode, what: string, at: At) => void
  /** One hint for each thing, at the first place that asks for it. */
  readonly told: () => ReadonlyArray<Diagnostic>
}

const mostNamed = 3

const forWhom = (names: ReadonlyArray<string>): string => {
  const named = names.slice(0, mostNamed)
  const rest = names.length - named.length
  return rest === 0 ? named.join(', ') : `${named.join(', ')} and ${rest} more`
}

const hintOf = ({ code, what, places }: Assumption): ReadonlyArray<Diagnostic> => {
  const [first] = places.values()
  if (first === undefined) return []
  return [diagnostic(code, first, `${what}, for ${forWhom([...places.keys()])}.`, remedies[code])]
}

export const assumptions = (): Assumptions => {
  const noted = new Map<string, Assumption>()
  return {
    note: (code, what, at) => {
      const key = `${code} ${what}`
      const known = noted.get(key) ?? { code, what, places: new Map<string, At>() }
      const who = nameOf(at.object)
      if (!known.places.has(who)) known.places.set(who, at)
      noted.set(key, known)
    },
    told: () => [...noted.values()].flatMap(hintOf)
  }
}

/** That nobody has given an account: names, which hold hashes of the cluster and more, may be others in truth. */
export const assumedAccount = ({ clusterName, region, accountId, vpcId }: Installation): Diagnostic =>
  diagnostic(
    'assumed/account',
    { object: { kind: 'AccountFile', name: '(none given)' }, path: [] },
    `No account is given: cluster ${clusterName} in ${vpcId} of account ${accountId} in ${region} is assumed, and names are made of these.`,
    remedies['assumed/account']
  )

/** The annotation of objects that were made up. */
export const assumedAnnotation = 'alb-ingress.dev/assumed'

/** The metadata of a made-up object, marked as such for whoever comes across it. */
export const madeUp = (metadata: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
  ...metadata,
  annotations: { [assumedAnnotation]: 'true' }
})

/** Whether an object was made up. */
export const isAssumed = ({ annotations }: { readonly annotations: Readonly<Record<string, string>> }): boolean =>
  annotations[assumedAnnotation] !== undefined
