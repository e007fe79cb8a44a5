import { nameOf } from '../../checked/diagnostic.js'
import { printable, quoted } from '../../support/wording.js'
import { anIngress, path, rule } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import { type Hidden, hiddenAmong } from '../hiding.js'
import type { Rule } from '../rule.js'
import type { ServedRule } from '../served.js'
import type { LintedGroup } from '../view.js'

const requests = ({ host, path }: ServedRule): string => printable(`${host}${path.path}`) || 'all requests'

const hintFor = (rule: ServedRule, [hider]: Hidden['by']): string => {
  if (hider === undefined || hider.at.object.name !== rule.at.object.name)
    return 'Put this Ingress before the other with group.order, lowest first, or make the other rule narrower.'
  if (requests(hider) === requests(rule)) return 'Keep one of them.'
  const isOneRule = hider.at.path[2] === rule.at.path[2]
  if (isOneRule && hider.path.pathType === 'Prefix' && rule.path.pathType !== 'Prefix')
    return 'Within one rule, paths of type Prefix come before patterns, whatever their order in the file. Put the pattern into a rule of its own before this one, or write the general path as a pattern behind it.'
  return 'Put the rule for the narrower path, or host, before the other.'
}

const unreachable = ({ rule, by }: Hidden): Finding => {
  const [first] = by
  const who = by.map((each) => `${requests(each)} of ${nameOf(each.at.object)}`).join(' and ')
  return finding(
    'lint/unreachable-rule',
    rule.at,
    `${nameOf(rule.at.object)}: no request reaches path ${quoted(rule.path.path)}${rule.host === '' ? '' : ` of ${printable(rule.host)}`}, as the rule for ${who} comes before and answers all of them.`,
    hintFor(rule, by),
    { related: first === undefined ? [] : by.map(({ at }) => ({ at, message: 'the rule that answers' })) }
  )
}

const keyOf = ({ at }: ServedRule): string => `${nameOf(at.object)} ${at.path.join(' ')}`

/** Paths that are hidden wherever they are served. Behind a redirect of all HTTP a path is not hidden as long as HTTPS serves it. */
const inGroup = ({ listeners }: LintedGroup): ReadonlyArray<Finding> => {
  const hidden = new Map<string, Hidden>()
  const seen = new Map<string, number>()
  const hiddenTimes = new Map<string, number>()
  for (const { rules } of listeners) {
    for (const each of rules) seen.set(keyOf(each), (seen.get(keyOf(each)) ?? 0) + 1)
    for (const each of hiddenAmong(rules)) {
      const key = keyOf(each.rule)
      hidden.set(key, hidden.get(key) ?? each)
      hiddenTimes.set(key, (hiddenTimes.get(key) ?? 0) + 1)
    }
  }
  return [...hidden].filter(([key]) => hiddenTimes.get(key) === seen.get(key)).map(([, each]) => unreachable(each))
}

export const unreachableRule: Rule = {
  code: 'lint/unreachable-rule',
  page: {
    why: 'Rules are tried in order: members by group.order and name, their rules as written, the paths of one rule from the most to the least specific. A rule whose requests an earlier one answers is never used, and its Service gets no traffic.',
    remedy:
      'Move the narrower rule forward: by group.order between members, by its place within one Ingress. Or remove what is not needed.'
  },
  valid: [
    [anIngress({}, { spec: { rules: [rule('', path('/'), path('/cart', 'cart'))] } })],
    [anIngress({}, { spec: { rules: [rule('a.shop.example', path('/')), rule('b.shop.example', path('/'))] } })]
  ],
  invalid: [
    [anIngress({}, { spec: { rules: [rule('', path('/')), rule('', path('/cart', 'cart'))] } })],
    [
      anIngress(
        {},
        { spec: { rules: [rule('*.shop.example', path('/')), rule('a.shop.example', path('/cart', 'cart'))] } }
      )
    ],
    [
      anIngress({ 'group.name': 'shop' }, { name: 'a', spec: { rules: [rule('', path('/'))] } }),
      anIngress({ 'group.name': 'shop' }, { name: 'b', spec: { rules: [rule('shop.example', path('/cart', 'cart'))] } })
    ]
  ],
  run: ({ groups }) => groups.flatMap(inGroup)
}
