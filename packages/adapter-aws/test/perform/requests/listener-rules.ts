import { awsCalls } from '@alb-ingress/core/testing'
import { ids, samples } from '../../support/samples.js'
import { type Case, elbv2 } from './case.js'

const { create, modify, remove, prioritise } = awsCalls

const conditionsOf = (prefix: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({
      '1.Field': 'host-header',
      '1.HostHeaderConfig.Values.member.1': 'shop.example.com',
      '2.Field': 'path-pattern',
      '2.PathPatternConfig.RegexValues.member.1': '^/cart/[0-9]+$',
      '3.Field': 'http-header',
      '3.HttpHeaderConfig.HttpHeaderName': 'X-Tenant',
      '3.HttpHeaderConfig.Values.member.1': 'a',
      '3.HttpHeaderConfig.Values.member.2': 'b',
      '4.Field': 'http-request-method',
      '4.HttpRequestMethodConfig.Values.member.1': 'GET',
      '5.Field': 'source-ip',
      '5.SourceIpConfig.Values.member.1': '192.0.2.0/24',
      '6.Field': 'query-string',
      '6.QueryStringConfig.Values.member.1.Key': 'version',
      '6.QueryStringConfig.Values.member.1.Value': '2',
      '6.QueryStringConfig.Values.member.2.Value': 'beta'
    }).map(([path, value]) => [`${prefix}.member.${path}`, value])
  )

const redirect = { type: 'redirect', statusCode: 'HTTP_301', protocol: 'HTTPS', port: '443' } as const

/** Rules. */
export const rules: ReadonlyArray<Case> = [
  {
    name: 'a rule is created with actions in order, and conditions in their own structures',
    call: create('ListenerRule', 'CreateRule', { ...samples.ListenerRule, listener: 'arn:listener' }),
    host: elbv2,
    parameters: {
      ListenerArn: 'arn:listener',
      Priority: '7',
      ...conditionsOf('Conditions'),
      'Actions.member.1.Type': 'authenticate-oidc',
      'Actions.member.1.Order': '1',
      'Actions.member.1.AuthenticateOidcConfig.Issuer': 'https://id.example.com',
      'Actions.member.1.AuthenticateOidcConfig.AuthorizationEndpoint': 'https://id.example.com/authorize',
      'Actions.member.1.AuthenticateOidcConfig.TokenEndpoint': 'https://id.example.com/token',
      'Actions.member.1.AuthenticateOidcConfig.UserInfoEndpoint': 'https://id.example.com/user',
      'Actions.member.1.AuthenticateOidcConfig.ClientId': 'the-client',
      'Actions.member.1.AuthenticateOidcConfig.ClientSecret': 'the-secret',
      'Actions.member.1.AuthenticateOidcConfig.Scope': 'openid email',
      'Actions.member.1.AuthenticateOidcConfig.SessionCookieName': 'AWSELBAuthSessionCookie',
      'Actions.member.1.AuthenticateOidcConfig.SessionTimeout': '3600',
      'Actions.member.1.AuthenticateOidcConfig.OnUnauthenticatedRequest': 'deny',
      'Actions.member.1.AuthenticateOidcConfig.AuthenticationRequestExtraParams.entry.1.key': 'display',
      'Actions.member.1.AuthenticateOidcConfig.AuthenticationRequestExtraParams.entry.1.value': 'page',
      'Actions.member.2.Type': 'forward',
      'Actions.member.2.Order': '2',
      'Actions.member.2.ForwardConfig.TargetGroups.member.1.TargetGroupArn': ids.TargetGroup,
      'Actions.member.2.ForwardConfig.TargetGroups.member.1.Weight': '3',
      'Actions.member.2.ForwardConfig.TargetGroupStickinessConfig.Enabled': 'true',
      'Actions.member.2.ForwardConfig.TargetGroupStickinessConfig.DurationSeconds': '60',
      'Transforms.member.1.Type': 'host-header-rewrite',
      'Transforms.member.1.HostHeaderRewriteConfig.Rewrites.member.1.Regex': '^shop',
      'Transforms.member.1.HostHeaderRewriteConfig.Rewrites.member.1.Replace': 'cart',
      'Transforms.member.2.Type': 'url-rewrite',
      'Transforms.member.2.UrlRewriteConfig.Rewrites.member.1.Regex': '^/cart',
      'Transforms.member.2.UrlRewriteConfig.Rewrites.member.1.Replace': '/',
      'Tags.member.1.Key': 'team',
      'Tags.member.1.Value': 'shop'
    }
  },
  {
    name: 'a forward to one target group is a ForwardConfig too',
    call: modify('ListenerRule', 'arn', 'ModifyRule', { actions: awsCalls.forwardTo('arn:tg') }),
    host: elbv2,
    parameters: {
      RuleArn: 'arn',
      'Actions.member.1.Type': 'forward',
      'Actions.member.1.Order': '1',
      'Actions.member.1.ForwardConfig.TargetGroups.member.1.TargetGroupArn': 'arn:tg'
    }
  },
  {
    name: 'only what differs is sent, and of a redirect only what was said',
    call: modify('ListenerRule', 'arn', 'ModifyRule', { actions: [redirect] }),
    host: elbv2,
    parameters: {
      RuleArn: 'arn',
      'Actions.member.1.Type': 'redirect',
      'Actions.member.1.Order': '1',
      'Actions.member.1.RedirectConfig.StatusCode': 'HTTP_301',
      'Actions.member.1.RedirectConfig.Protocol': 'HTTPS',
      'Actions.member.1.RedirectConfig.Port': '443'
    }
  },
  {
    name: 'no transforms any more has a word of its own',
    call: modify('ListenerRule', 'arn', 'ModifyRule', { transforms: [] }),
    host: elbv2,
    parameters: { RuleArn: 'arn', ResetTransforms: 'true' }
  },
  {
    name: 'a rule is created without transforms where there are none',
    call: create('ListenerRule', 'CreateRule', {
      ...{ listener: 'arn:listener', priority: 1, transforms: [] },
      conditions: awsCalls.pathIs('/'),
      actions: awsCalls.forwardTo('arn:tg')
    }),
    host: elbv2,
    parameters: {
      ListenerArn: 'arn:listener',
      Priority: '1',
      'Conditions.member.1.Field': 'path-pattern',
      'Conditions.member.1.PathPatternConfig.Values.member.1': '/',
      'Actions.member.1.Type': 'forward',
      'Actions.member.1.Order': '1',
      'Actions.member.1.ForwardConfig.TargetGroups.member.1.TargetGroupArn': 'arn:tg'
    }
  },
  {
    name: 'rules trade places in one request',
    call: prioritise('arn:listener', [
      { rule: 'arn:1', from: 1, to: 2 },
      { rule: 'arn:2', from: 2, to: 1 }
    ]),
    host: elbv2,
    parameters: {
      'RulePriorities.member.1.RuleArn': 'arn:1',
      'RulePriorities.member.1.Priority': '2',
      'RulePriorities.member.2.RuleArn': 'arn:2',
      'RulePriorities.member.2.Priority': '1'
    }
  },
  {
    name: 'a rule is deleted',
    call: remove('ListenerRule', 'arn'),
    host: elbv2,
    parameters: { RuleArn: 'arn' }
  }
]
