import { type Canned, type Recorded, recording } from './recorded.js'
import { declined, ec2Answer, elbv2Answer, listIn } from './xml.js'

type Shown = Readonly<Record<string, unknown>>

/** Of an account what observing it reads, in the words of the SDK. */
export interface ShownAccount {
  readonly loadBalancers?: ReadonlyArray<Shown>
  readonly targetGroups?: ReadonlyArray<Shown>
  readonly securityGroups?: ReadonlyArray<Shown>
  readonly listeners?: ReadonlyArray<Shown>
  /** By ARN of the listener. */
  readonly rules?: Readonly<Record<string, ReadonlyArray<Shown>>>
  /** By ARN. What has none here is gone. */
  readonly tags?: Readonly<Record<string, ReadonlyArray<{ readonly Key: string; readonly Value: string }>>>
  readonly targets?: Readonly<Record<string, ReadonlyArray<Shown>>>
}

/** An account that answers what `observe` asks, by real clients of the SDK. */
export const accountOf = (
  account: ShownAccount,
  other: (request: Recorded) => Canned | undefined = () => undefined
) => {
  const tagsOf = ({ parameters }: Recorded): Canned => {
    const arns = listIn(parameters, 'ResourceArns.member')
    const gone = arns.find((arn) => account.tags?.[arn] === undefined)
    if (arns.length > 20) return declined('ValidationError', `${arns.length} resources`)
    if (gone !== undefined) return declined('LoadBalancerNotFound', gone)
    const TagDescriptions = arns.map((arn) => ({ ResourceArn: arn, Tags: account.tags?.[arn] }))
    return { body: elbv2Answer('DescribeTags', { TagDescriptions }) }
  }
  const answers: Readonly<Record<string, (request: Recorded) => Canned>> = {
    DescribeLoadBalancers: () => ({
      body: elbv2Answer('DescribeLoadBalancers', { LoadBalancers: account.loadBalancers ?? [] })
    }),
    DescribeTargetGroups: () => ({
      body: elbv2Answer('DescribeTargetGroups', { TargetGroups: account.targetGroups ?? [] })
    }),
    DescribeTags: tagsOf,
    DescribeListeners: ({ parameters }) => {
      const Listeners = (account.listeners ?? []).filter((each) => each.LoadBalancerArn === parameters.LoadBalancerArn)
      return { body: elbv2Answer('DescribeListeners', { Listeners }) }
    },
    DescribeRules: ({ parameters }) => ({
      body: elbv2Answer('DescribeRules', { Rules: account.rules?.[String(parameters.ListenerArn)] ?? [] })
    }),
    DescribeTargetHealth: ({ parameters }) => {
      const targets = account.targets?.[String(parameters.TargetGroupArn)]
      return targets === undefined
        ? declined('TargetGroupNotFound')
        : { body: elbv2Answer('DescribeTargetHealth', { TargetHealthDescriptions: targets }) }
    },
    DescribeSecurityGroups: () => ({
      body: ec2Answer('DescribeSecurityGroups', { SecurityGroups: account.securityGroups ?? [] })
    })
  }
  return recording((request) => other(request) ?? answers[request.action]?.(request))
}

/** How often each action was called. */
export const countsOf = (sent: ReadonlyArray<Recorded>): Readonly<Record<string, number>> =>
  Object.fromEntries([...Map.groupBy(sent, ({ action }) => action)].map(([action, calls]) => [action, calls.length]))
