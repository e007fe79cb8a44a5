import { type Installation, iamPolicy, type PolicyPlace, partitionOf, pipe, TE } from '@alb-ingress/core'
import { type Account, installationOf } from '../account.js'
import { type Choice, chosen } from '../options/choice.js'
import { accountId, config, partition } from '../options/declared.js'
import { json } from '../output/findings.js'
import type { CommandSpec } from './command.js'

const anywhere = '*'

// Where nobody says more, the policy is for every cluster, account and region.
const unknown: Account = {
  path: 'no account',
  text: '',
  file: { region: anywhere, accountId: anywhere, clusterName: anywhere, vpcId: anywhere },
  noticed: []
}

const placeOf = (choice: Choice, { region, vpcId, clusterName }: Installation): PolicyPlace => ({
  ...{ region, vpcId, clusterName },
  accountId: chosen(choice, accountId) ?? anywhere,
  partition: chosen(choice, partition) ?? partitionOf(region)
})

export const iamPolicyCommand: CommandSpec = {
  name: 'iam-policy',
  summary: 'Print the least IAM policy for what the flags allow.',
  notes: [
    'The more is said, the less is allowed: --cluster-name holds changes to what carries its tag,',
    '--aws-vpc-id the rules on nodes and Pods to that VPC, --enable-shield=false leaves Shield out.',
    'Roles that TargetGroupBindings name, for target groups in other accounts, need sts:AssumeRole',
    'besides.',
    '',
    'Exit status: 0, or 1 when a flag cannot be read.'
  ],
  words: [],
  options: [config, partition, accountId],
  run: (io, choice) =>
    pipe(
      TE.fromEither(installationOf(unknown, { ...choice, configName: chosen(choice, config) ?? 'The config file' })),
      TE.map(({ install }) => {
        io.out(json(iamPolicy(install, placeOf(choice, install))))
        return 0 as const
      })
    )
}
