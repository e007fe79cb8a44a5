import { type Transform, Transforms } from '@alb-ingress/core'
import type { RewriteConfig, RuleTransform } from '@aws-sdk/client-elastic-load-balancing-v2'
import { understood } from './understood.js'

/** Transforms as they are sent. */
export const sentTransforms = (transforms: ReadonlyArray<Transform>): Array<RuleTransform> => transforms.map(sent)

const sent = ({ type, rewrites }: Transform): RuleTransform => {
  const config = { Rewrites: rewrites.map(({ regex, replace }) => ({ Regex: regex, Replace: replace })) }
  return type === 'url-rewrite'
    ? { Type: type, UrlRewriteConfig: config }
    : { Type: type, HostHeaderRewriteConfig: config }
}

/** Transforms as AWS shows them; `undefined` where one of them is not understood. */
export const shownTransforms = (transforms: ReadonlyArray<RuleTransform> = []): ReadonlyArray<Transform> | undefined =>
  understood(Transforms, transforms.map(shown))

const shown = ({ Type, UrlRewriteConfig, HostHeaderRewriteConfig }: RuleTransform): unknown => ({
  type: Type,
  rewrites: (UrlRewriteConfig ?? HostHeaderRewriteConfig)?.Rewrites?.map(shownRewrite)
})

const shownRewrite = ({ Regex, Replace }: RewriteConfig): unknown => ({ regex: Regex, replace: Replace })
