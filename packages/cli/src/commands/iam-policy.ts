import {
  type IamPolicy,
  type Installation,
  iamPolicy,
  largestPolicy,
  type PolicyPart,
  type PolicyPlace,
  partitionOf,
  pipe,
  policySize,
  TE
} from '@alb-ingress/core'
import { type Account, installationOf } from '../account.js'
import type { Trouble } from '../exit.js'
import type { Io } from '../io.js'
import { type Choice, chosen, settled } from '../options/choice.js'
import { accountId, assumedRoles, config, partition, policyPart } from '../options/declared.js'
import { json } from '../output/findings.js'
import { paperOf } from '../output/terminal.js'
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
  partition: chosen(choice, partition) ?? partitionOf(region),
  roles: chosen(choice, assumedRoles) ?? []
})

/** Tells before IAM does that a policy is too long. */
const tellSize = (io: Io, part: PolicyPart, policy: IamPolicy): void => {
  const size = policySize(policy)
  if (size <= largestPolicy) return
  const { style, write } = paperOf(io, 'stderr')
  const instead =
    part === 'all'
      ? 'Make two of it, by --part read and --part change.'
      : 'As an inline policy of the role it has room for more.'
  write(
    style.paint('hint', `This has ${size} characters, and IAM takes ${largestPolicy} into a managed policy. ${instead}`)
  )
}

const noCluster: Trouble = [
  'iam-policy --part take-over needs --cluster-name <name>: what there is to take over is told by its tags.'
]

export const iamPolicyCommand: CommandSpec = {
  name: 'iam-policy',
  summary: 'Print the least IAM policy for what the flags allow.',
  notes: [
    'The more is said, the less is allowed: --cluster-name holds changes to what carries its tag,',
    '--aws-vpc-id the rules on nodes and Pods to that VPC, --enable-shield=false leaves Shield out.',
    'Two policies have more room than one:',
    '  alb-ingress iam-policy --cluster-name shop --part read > read.json',
    '  alb-ingress iam-policy --cluster-name shop --part change > change.json',
    '',
    'Exit status: 0, or 1 when a flag cannot be read.'
  ],
  words: [],
  options: [config, partition, accountId, policyPart, assumedRoles],
  run: (io, choice) =>
    pipe(
      TE.fromEither(installationOf(unknown, { ...choice, configName: chosen(choice, config) ?? 'The config file' })),
      TE.filterOrElse(
        ({ install }) => settled(choice, policyPart) !== 'take-over' || install.clusterName !== anywhere,
        () => noCluster
      ),
      TE.map(({ install }) => {
        const part = settled(choice, policyPart)
        const policy = iamPolicy(install, placeOf(choice, install), part)
        io.out(json(policy))
        tellSize(io, part, policy)
        return 0 as const
      })
    )
}
