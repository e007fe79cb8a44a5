import { type Fault, pipe, TE } from '@alb-ingress/core'
import { alone } from './place.js'

/** Whether AWS has such a service in the region: one that refuses is there, one that cannot be reached is not. */
export const wafClassic = alone<'wafClassic'>(({ clients, ask }) =>
  pipe(
    ask('ListWebACLs', async () => {
      const { ListWebACLsCommand } = await import('@aws-sdk/client-waf-regional')
      return (await clients.wafRegional()).send(new ListWebACLsCommand({ Limit: 1 }))
    }),
    TE.map(() => true),
    TE.orElse(({ kind }: Fault) => TE.right<Fault, boolean>(kind !== 'unavailable'))
  )
)

export const shieldSubscription = alone<'shieldSubscription'>(({ clients, ask }) =>
  pipe(
    ask('GetSubscriptionState', async () => {
      const { GetSubscriptionStateCommand } = await import('@aws-sdk/client-shield')
      return (await clients.shield()).send(new GetSubscriptionStateCommand({}))
    }),
    TE.map(({ SubscriptionState }) => SubscriptionState === 'ACTIVE')
  )
)
