import type { Action, Forward, Redirect } from '@alb-ingress/core'

/** Actions as AWS keeps and shows them: what a call left out is filled in, and client secrets are never seen again. */
export const asShown = (actions: ReadonlyArray<Action>): ReadonlyArray<Action> => actions.map(shown)

const shown = (action: Action): Action => {
  switch (action.type) {
    case 'forward':
      return shownForward(action)
    case 'redirect':
      return shownRedirect(action)
    default:
      return 'clientSecret' in action ? withoutSecret(action) : action
  }
}

const shownForward = (action: Forward): Action => ({
  ...action,
  targetGroups: action.targetGroups.map((each) => ({ weight: 1, ...each })),
  stickiness: { enabled: false, ...action.stickiness }
})

const shownRedirect = (action: Redirect): Action => ({
  ...{ host: '#{host}', path: '/#{path}', port: '#{port}', protocol: '#{protocol}', query: '#{query}' },
  ...action
})

const withoutSecret = (action: Action & { readonly clientSecret?: unknown }): Action => {
  const { clientSecret: _secret, ...others } = action
  // The secret is an optional member: AWS shows the action without it.
  return others as Action
}
