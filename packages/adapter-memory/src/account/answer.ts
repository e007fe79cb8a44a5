import {
  type Answer,
  type Answers,
  absent,
  type Facts,
  type FactsNeeded,
  factsFrom,
  known,
  type QuestionKind,
  type SecurityGroupFact
} from '@alb-ingress/core'
import { isSubscribedToShield, webAclNamed } from './add-ons.js'
import { issuedCertificates } from './certificates.js'
import type { Delays } from './load-balancers.js'
import { instancesOf, interfacesOf, interfaceWith, vpcNamed } from './network.js'
import type { SecurityGroup } from './records.js'
import { foundTargets } from './registered.js'
import { targetGroupNamed } from './store.js'
import { subnetsOfFile } from './subnets.js'
import { trustStoreNamed } from './trust-stores.js'
import type { World } from './world.js'

type Answering = {
  readonly [K in QuestionKind]: (world: World, about: string, now: number, delays: Delays) => Answer<K>
}

const given = <K extends QuestionKind>(answer: Answers[K] | undefined): Answer<K> =>
  answer === undefined ? absent : known<K>(answer)

const groupFact = ({ id, vpcId, tags }: SecurityGroup): SecurityGroupFact => ({ id, vpcId, tags })

const groupsNamed = (world: World, name: string): ReadonlyArray<SecurityGroupFact> => {
  const found: Array<SecurityGroupFact> = []
  for (const group of world.securityGroups.values()) {
    if (group.vpcId === world.place.vpcId && group.tags.Name === name) found.push(groupFact(group))
  }
  return found
}

const groupsOfCluster = ({ securityGroups, place }: World, clusterName: string): ReadonlyArray<SecurityGroupFact> => {
  const key = `kubernetes.io/cluster/${clusterName}`
  const isOfCluster = ({ vpcId, tags }: SecurityGroup): boolean =>
    vpcId === place.vpcId && (tags[key] === 'owned' || tags[key] === 'shared')
  return [...securityGroups.values()].filter(isOfCluster).map(groupFact)
}

const answering: Answering = {
  subnetsOfVpc: ({ file, place }) => known(subnetsOfFile(file).filter(({ vpcId }) => vpcId === place.vpcId)),
  subnet: ({ file }, about) => given<'subnet'>(subnetsOfFile(file).find(({ id }) => id === about)),
  securityGroup: ({ securityGroups }, about) => {
    const group = securityGroups.get(about)
    return given<'securityGroup'>(group && groupFact(group))
  },
  securityGroupsNamed: (world, about) => known(groupsNamed(world, about)),
  certificates: (world) => known(issuedCertificates(world)),
  targetGroupNamed: (world, about) => given<'targetGroupNamed'>(targetGroupNamed(world, about)?.arn),
  trustStoreNamed: (world, about) => given<'trustStoreNamed'>(trustStoreNamed(world, about)),
  webAclNamed: (world, about) => given<'webAclNamed'>(webAclNamed(world, about)),
  // Every region of an account in memory has it.
  wafClassic: () => known<'wafClassic'>(true),
  shieldSubscription: ({ file }) => known<'shieldSubscription'>(isSubscribedToShield(file)),
  vpc: (world, about) => given<'vpc'>(vpcNamed(world, about)),
  instance: ({ file, place }, about) => given<'instance'>(instancesOf(file, place).find(({ id }) => id === about)),
  networkInterface: ({ file, place }, about) =>
    given<'networkInterface'>(interfacesOf(file, place).find(({ id }) => id === about)),
  networkInterfaceWithAddress: (world, about) => given<'networkInterfaceWithAddress'>(interfaceWith(world, about)),
  securityGroupRules: ({ securityGroups }, about) => given<'securityGroupRules'>(securityGroups.get(about)?.ingress),
  securityGroupsOfCluster: (world, about) => known(groupsOfCluster(world, about)),
  targets: (world, about, now, delays) => given<'targets'>(foundTargets(world, about, now, delays))
}

/** Answers each question from what the account is now. */
export const answer = (world: World, needed: FactsNeeded, now: number, delays: Delays): Facts =>
  factsFrom(
    now,
    needed.map((asked) => [asked, answering[asked.ask](world, asked.about, now, delays)] as const)
  )
