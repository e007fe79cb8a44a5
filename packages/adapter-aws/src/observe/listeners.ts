import { type Fault, type FoundResource, pipe, TE } from '@alb-ingress/core'
import {
  type Listener,
  paginateDescribeListeners,
  paginateDescribeRules,
  type Rule
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { type Ask, orWhereMissing, together } from '../asking/asking.js'
import { allPages } from '../asking/pages.js'
import type { Clients } from '../clients.js'
import { shownActions } from '../shapes/actions.js'
import { shownDefaultCertificate } from '../shapes/certificates.js'
import { shownConditions } from '../shapes/conditions.js'
import { shownMutualAuthentication } from '../shapes/mutual-authentication.js'
import { shownTransforms } from '../shapes/transforms.js'
import { pageSize } from './load-balancers.js'
import { shownSpec } from './spec.js'

type Shown = Extract<FoundResource, { kind: 'Listener' | 'ListenerRule' }>

/** Without tags, which are read for all resources together. */
export type Untagged = { readonly [K in Shown['kind']]: Omit<Extract<Shown, { kind: K }>, 'tags'> }[Shown['kind']]

const listListeners = (clients: Clients, ask: Ask, balancer: string): TE.TaskEither<Fault, ReadonlyArray<Listener>> =>
  pipe(
    ask('DescribeListeners', async () =>
      allPages(
        paginateDescribeListeners({ client: await clients.elbv2(), pageSize }, { LoadBalancerArn: balancer }),
        ({ Listeners }) => Listeners
      )
    ),
    orWhereMissing<ReadonlyArray<Listener>>([])
  )

const listRules = (clients: Clients, ask: Ask, listener: string): TE.TaskEither<Fault, ReadonlyArray<Rule>> =>
  pipe(
    ask('DescribeRules', async () =>
      allPages(
        paginateDescribeRules({ client: await clients.elbv2(), pageSize }, { ListenerArn: listener }),
        ({ Rules }) => Rules
      )
    ),
    orWhereMissing<ReadonlyArray<Rule>>([])
  )

const shownListener = (listener: Listener): Untagged => ({
  kind: 'Listener',
  physicalId: listener.ListenerArn ?? '',
  owner: listener.LoadBalancerArn ?? '',
  reported: {},
  spec: shownSpec('Listener', {
    loadBalancer: listener.LoadBalancerArn,
    port: listener.Port,
    protocol: listener.Protocol,
    defaultActions: shownActions(listener.DefaultActions),
    sslPolicy: listener.SslPolicy,
    mutualAuthentication: shownMutualAuthentication(listener.MutualAuthentication),
    defaultCertificate: shownDefaultCertificate(listener.Certificates)
  })
})

const shownRule = (listener: string, rule: Rule): Untagged => ({
  kind: 'ListenerRule',
  physicalId: rule.RuleArn ?? '',
  owner: listener,
  reported: {},
  spec: shownSpec('ListenerRule', {
    listener,
    priority: Number(rule.Priority),
    conditions: shownConditions(rule.Conditions),
    actions: shownActions(rule.Actions),
    transforms: shownTransforms(rule.Transforms)
  })
})

/** The rules of a listener; the default one is a part of the listener. */
const rulesOf = (
  clients: Clients,
  ask: Ask,
  { ListenerArn = '' }: Listener
): TE.TaskEither<Fault, ReadonlyArray<Untagged>> =>
  pipe(
    listRules(clients, ask, ListenerArn),
    TE.map((rules) => rules.filter(({ IsDefault }) => IsDefault !== true).map((rule) => shownRule(ListenerArn, rule)))
  )

/** The listeners of a load balancer with their rules. One that is gone meanwhile has none. */
export const listenersOf = (
  clients: Clients,
  ask: Ask,
  balancer: string
): TE.TaskEither<Fault, ReadonlyArray<Untagged>> =>
  pipe(
    listListeners(clients, ask, balancer),
    TE.chain((listeners) =>
      pipe(
        together(listeners.map((listener) => rulesOf(clients, ask, listener))),
        TE.map((rules) => [...listeners.map(shownListener), ...rules.flat()])
      )
    )
  )
