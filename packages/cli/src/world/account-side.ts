import { type Aws, type Fault, faultText, pipe, TE } from '@alb-ingress/core'
import { type Account, readAccount } from '../account.js'
import { oneLine, type Trouble } from '../exit.js'
import type { Io } from '../io.js'
import { type Choice, chosen } from '../options/choice.js'
import { account } from '../options/declared.js'
import { awsApiEndpoints, awsApiThrottle, awsMaxRetries, awsVpcTags } from '../options/world.js'
import { type AwsAsked, invalidOption } from './reach.js'

/** The account that a session is about: what is said of it and, where it is no file, the way to it. */
export interface AccountSide {
  readonly account: Account
  readonly aws?: Aws
}

// Settings of the installation are read later, all together; these say where to look for it.
const textOf = ({ flags, config }: Choice, name: string): string | undefined => {
  const given = flags.get(name) ?? config.get(name)
  return typeof given === 'string' && given !== '' ? given : undefined
}

const withMember = <N extends string, A>(name: N, value: A | undefined): { readonly [K in N]?: A } =>
  // A computed name widens to string; there is one member, and its name is N.
  (value === undefined ? {} : { [name]: value }) as { readonly [K in N]?: A }

const askedOf = (choice: Choice, clusterName: string): AwsAsked => ({
  clusterName,
  ...withMember('region', textOf(choice, 'aws-region')),
  ...withMember('vpcId', textOf(choice, 'aws-vpc-id')),
  ...withMember('vpcTags', chosen(choice, awsVpcTags)),
  ...withMember('maxRetries', chosen(choice, awsMaxRetries)),
  ...withMember('endpoints', chosen(choice, awsApiEndpoints)),
  ...withMember('throttle', chosen(choice, awsApiThrottle))
})

const noAccountNamed = ({ command }: Choice): Trouble => [
  `${command} needs an account: --account <file>, where it is written down, or --cluster-name <name>, and AWS credentials, for AWS itself.`
]

// An option that cannot be used is no news of AWS.
const troubleOf = (declined: Fault): Trouble =>
  declined.code === invalidOption
    ? [oneLine(declined.message)]
    : [`AWS cannot be reached: ${oneLine(faultText(declined))}`]

const reached = (io: Io, choice: Choice, clusterName: string): TE.TaskEither<Trouble, AccountSide> =>
  pipe(
    io.reach.aws(askedOf(choice, clusterName)),
    TE.bimap(troubleOf, ({ aws, region, vpcId, accountId }) => ({
      aws,
      account: { path: 'AWS', text: '', file: { region, vpcId, accountId }, noticed: [] }
    }))
  )

/** The account in a file, where one is named, or that of the AWS credentials. `clusterName`: of an installation that is known already. */
export const openAccount = (io: Io, choice: Choice, clusterName?: string): TE.TaskEither<Trouble, AccountSide> => {
  const file = chosen(choice, account)
  if (file !== undefined)
    return pipe(
      readAccount(io, file),
      TE.map((read): AccountSide => ({ account: read }))
    )
  const name = clusterName ?? textOf(choice, 'cluster-name')
  return name === undefined ? TE.left(noAccountNamed(choice)) : reached(io, choice, name)
}
