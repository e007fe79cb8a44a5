import { type Answer, type Aws, factsFrom, type Question, type QuestionKind, TE } from '@alb-ingress/core'
import { asking } from '../asking/asking.js'
import type { Answering, Place } from './place.js'

type Home = () => Promise<{ readonly [K in QuestionKind]?: Answering }>

const subnets: Home = () => import('./subnets.js')
const securityGroups: Home = () => import('./security-groups.js')
const names: Home = () => import('./names.js')
const network: Home = () => import('./network.js')
const addOns: Home = () => import('./add-ons.js')

/** Where each kind of question is answered, loaded with the SDK's part for it when the first one is asked. */
const homes: Readonly<Record<QuestionKind, Home>> = {
  subnetsOfVpc: subnets,
  subnet: subnets,
  securityGroup: securityGroups,
  securityGroupsNamed: securityGroups,
  securityGroupRules: securityGroups,
  securityGroupsOfCluster: securityGroups,
  certificates: () => import('./certificates.js'),
  targetGroupNamed: names,
  trustStoreNamed: names,
  webAclNamed: () => import('./web-acls.js'),
  wafClassic: addOns,
  shieldSubscription: addOns,
  vpc: network,
  instance: network,
  networkInterface: network,
  networkInterfaceWithAddress: network,
  targets: () => import('./targets.js')
}

type Pair = readonly [Question, Answer<QuestionKind>]

const answersOf = async (
  place: Place,
  kind: QuestionKind,
  asked: ReadonlyArray<Question>
): Promise<ReadonlyArray<Pair>> => {
  const answering = (await homes[kind]())[kind]
  if (answering === undefined) throw new Error(`nobody answers ${kind}`)
  const answers = await answering(place, asked)
  return asked.flatMap((question, i): ReadonlyArray<Pair> => {
    const answer = answers[i]
    return answer === undefined ? [] : [[question, answer]]
  })
}

/** Asks what is to be known: questions of one kind together, kinds side by side, and each answered for itself. */
export const answer =
  (about: Omit<Place, 'ask'>): Aws['answer'] =>
  (needed) =>
    TE.fromTask(async () => {
      const place = { ...about, ask: asking() }
      const kinds = [...Map.groupBy(needed, ({ ask }) => ask)]
      const answers = await Promise.all(kinds.map(([kind, asked]) => answersOf(place, kind, asked)))
      return factsFrom(Date.now(), answers.flat())
    })
