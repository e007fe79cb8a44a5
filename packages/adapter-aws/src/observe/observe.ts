import { type Aws, type Fault, type FoundResource, pipe, type Scope, TE } from '@alb-ingress/core'
import type { LoadBalancer, TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2'
import { type Ask, asking, together } from '../asking/asking.js'
import type { Clients } from '../clients.js'
import { listenersOf } from './listeners.js'
import { listLoadBalancers, shownLoadBalancer } from './load-balancers.js'
import { isAskedIn } from './scope.js'
import { securityGroupsIn } from './security-groups.js'
import { tagsOf } from './tags.js'
import { listTargetGroups, shownTargetGroup } from './target-groups.js'

type Tags = Readonly<Record<string, string>>
type Found = TE.TaskEither<Fault, ReadonlyArray<FoundResource>>

/** Load balancers and target groups of the cluster, with their tags. */
interface Ours {
  readonly balancers: ReadonlyArray<LoadBalancer>
  readonly groups: ReadonlyArray<TargetGroup>
  readonly tags: ReadonlyMap<string, Tags>
}

const oursIn = (clients: Clients, ask: Ask, scope: Scope): TE.TaskEither<Fault, Ours> => {
  const { vpcId } = scope
  const isAsked = isAskedIn(scope)
  const isHere = ({ VpcId }: { readonly VpcId?: string | undefined }): boolean => VpcId === vpcId
  const arnsOf = (balancers: ReadonlyArray<LoadBalancer>, groups: ReadonlyArray<TargetGroup>) => [
    ...balancers.map(({ LoadBalancerArn = '' }) => LoadBalancerArn),
    ...groups.map(({ TargetGroupArn = '' }) => TargetGroupArn)
  ]
  return pipe(
    TE.Do,
    TE.apS('balancers', listLoadBalancers(clients, ask)),
    TE.apS('groups', listTargetGroups(clients, ask)),
    TE.map(({ balancers, groups }) => ({ balancers: balancers.filter(isHere), groups: groups.filter(isHere) })),
    TE.bind('tags', ({ balancers, groups }) => tagsOf(clients, ask, arnsOf(balancers, groups))),
    TE.map(({ balancers, groups, tags }): Ours => {
      const isOurs = (arn = ''): boolean => isAsked(tags.get(arn) ?? {})
      return {
        balancers: balancers.filter(({ LoadBalancerArn }) => isOurs(LoadBalancerArn)),
        groups: groups.filter(({ TargetGroupArn }) => isOurs(TargetGroupArn)),
        tags
      }
    })
  )
}

/** Listeners and rules of these load balancers, with their tags. What is gone between two calls is left out. */
const behind = (clients: Clients, ask: Ask, balancers: ReadonlyArray<LoadBalancer>): Found =>
  pipe(
    together(balancers.map(({ LoadBalancerArn = '' }) => listenersOf(clients, ask, LoadBalancerArn))),
    TE.map((found) => found.flat()),
    TE.bindTo('found'),
    TE.bind('tags', ({ found }) => {
      const arns = found.map(({ physicalId }) => physicalId)
      return tagsOf(clients, ask, arns)
    }),
    TE.map(({ found, tags }) =>
      found.flatMap((resource): ReadonlyArray<FoundResource> => {
        const own = tags.get(resource.physicalId)
        return own === undefined ? [] : [{ ...resource, tags: own }]
      })
    )
  )

const balanced = (clients: Clients, ask: Ask, scope: Scope): Found =>
  pipe(
    oursIn(clients, ask, scope),
    TE.chain(({ balancers, groups, tags }) => {
      const own = (arn: string): Tags => tags.get(arn) ?? {}
      return pipe(
        TE.Do,
        TE.apS('behind', behind(clients, ask, balancers)),
        TE.apS('groups', together(groups.map((group) => shownTargetGroup(clients, ask, group)))),
        TE.map((found) => [
          ...balancers.map(shownLoadBalancer).map((each) => ({ ...each, tags: own(each.physicalId) })),
          ...found.groups.map((each) => ({ ...each, tags: own(each.physicalId) })),
          ...found.behind
        ])
      )
    })
  )

/** Loaded only for those whose certificates are requested here. */
const certificates = (clients: Clients, ask: Ask, scope: Scope): Found =>
  pipe(
    TE.fromTask<typeof import('./certificates.js'), Fault>(() => import('./certificates.js')),
    TE.chain(({ certificatesIn }) => certificatesIn(clients, ask, scope))
  )

/**
 * What the account has of the cluster, by tags of any generation. Load balancers and target groups are listed in bulk, as AWS has no filter
 * for their tags; listeners and rules are those of our load balancers, however they are tagged.
 */
export const observe =
  (clients: Clients): Aws['observe'] =>
  (scope) => {
    const ask = asking()
    return pipe(
      together([
        securityGroupsIn(clients, ask, scope),
        balanced(clients, ask, scope),
        ...(scope.certificates === true ? [certificates(clients, ask, scope)] : [])
      ]),
      TE.map((found) => found.flat())
    )
  }
