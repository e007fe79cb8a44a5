import { type Aws, pipe, TE } from '@alb-ingress/core'

/** The same AWS; `made` hears the ARN of each target group as soon as it is there, while the plan that makes it still goes on. */
export const tellingOfTargetGroups = (aws: Aws, made: (arn: string) => void): Aws => ({
  ...aws,
  perform: (call) =>
    pipe(
      aws.perform(call),
      TE.map((outcome) => {
        const isOne = call.do === 'create' && call.kind === 'TargetGroup'
        if (isOne && outcome.physicalId !== undefined) made(outcome.physicalId)
        return outcome
      })
    )
})
