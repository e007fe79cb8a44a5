import { E, type Fault, fault, type Outcome } from '@alb-ingress/core'

/** AWS's own error codes, as its API references list them, and what kind of fault each one is. */
export const codes = {
  LoadBalancerNotFound: 'missing',
  ListenerNotFound: 'missing',
  RuleNotFound: 'missing',
  TargetGroupNotFound: 'missing',
  SubnetNotFound: 'missing',
  AllocationIdNotFound: 'missing',
  CertificateNotFound: 'missing',
  TrustStoreNotFound: 'missing',
  WAFNonexistentItemException: 'missing',
  ResourceNotFoundException: 'missing',
  'InvalidGroup.NotFound': 'missing',
  'InvalidPermission.NotFound': 'missing',
  'InvalidPrefixListID.NotFound': 'missing',
  'InvalidVpcID.NotFound': 'missing',
  ResourceAlreadyExistsException: 'conflict',
  DuplicateLoadBalancerName: 'conflict',
  DuplicateTargetGroupName: 'conflict',
  DuplicateListener: 'conflict',
  PriorityInUse: 'conflict',
  ResourceInUse: 'conflict',
  ResourceInUseException: 'conflict',
  // A load balancer that is a target too early: it is being provisioned, or has no listener yet.
  InvalidTarget: 'conflict',
  DependencyViolation: 'conflict',
  'InvalidGroup.Duplicate': 'conflict',
  'InvalidPermission.Duplicate': 'conflict',
  OperationNotPermitted: 'denied',
  TooManyLoadBalancers: 'limit',
  TooManyListeners: 'limit',
  TooManyRules: 'limit',
  TooManyTargetGroups: 'limit',
  TooManyTargets: 'limit',
  TooManyUniqueTargetGroupsPerLoadBalancer: 'limit',
  TooManyCertificates: 'limit',
  TooManyTags: 'limit',
  TagLimitExceeded: 'limit',
  TargetGroupAssociationLimit: 'limit',
  RulesPerSecurityGroupLimitExceeded: 'limit',
  ValidationError: 'invalid',
  WAFInvalidParameterException: 'invalid',
  InvalidParameterException: 'invalid',
  InvalidConfigurationRequest: 'invalid',
  InvalidLoadBalancerAction: 'invalid',
  InvalidSubnet: 'invalid',
  InvalidSecurityGroup: 'invalid',
  IncompatibleProtocols: 'invalid',
  UnsupportedProtocol: 'invalid',
  UnsupportedCertificate: 'invalid',
  SSLPolicyNotFound: 'invalid',
  InvalidParameterValue: 'invalid',
  InvalidAction: 'invalid'
} as const satisfies Readonly<Record<string, Fault['kind']>>

export type AwsCode = keyof typeof codes

/** Why AWS declines a call, without the call's name; `undefined` where it does not. Checks are joined with `??`: AWS names one reason. */
export type Refusal = { readonly code: AwsCode; readonly message: string } | undefined

/** What a call comes to: nothing is changed when it is refused. */
export type Verdict = E.Either<NonNullable<Refusal>, Outcome>

/** A refusal in the words of AWS. */
export const refuse = (code: AwsCode, message: string): NonNullable<Refusal> => ({ code, message })

/** A refusal where something is wrong, and none elsewhere. */
export const when = (wrong: boolean, code: AwsCode, message: string): Refusal =>
  wrong ? refuse(code, message) : undefined

/** The call is refused, and nothing was changed. */
export const declined = (refusal: NonNullable<Refusal>): Verdict => E.left(refusal)

/** The call was carried out. */
export const done = (outcome: Outcome = {}): Verdict => E.right(outcome)

/** Carries out the change unless there is a refusal. */
export const unless = (refusal: Refusal, change: () => Outcome | undefined): Verdict =>
  refusal === undefined ? done(change() ?? {}) : declined(refusal)

/** The first reason that any of the items gives. */
export const firstRefusal = <A>(items: Iterable<A>, check: (item: A) => Refusal): Refusal => {
  for (const item of items) {
    const refusal = check(item)
    if (refusal !== undefined) return refusal
  }
  return undefined
}

/** The refusal as the port tells it. */
export const toFault = (call: string, { code, message }: NonNullable<Refusal>): Fault =>
  fault(codes[code], code, call, message)
