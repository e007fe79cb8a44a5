import { nameOf } from '../../checked/diagnostic.js'
import { quoted } from '../../support/wording.js'
import { anIngress, path, rule } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import type { Rule } from '../rule.js'
import { redirectOf } from '../served.js'
import type { OurIngress } from '../view.js'

const keeps = (value: string | undefined, kept: string): boolean => value === undefined || value === kept

const inIngress = ({ object, ingress }: OurIngress): ReadonlyArray<Finding> =>
  (ingress?.rules ?? []).flatMap(({ paths = [] }, i) =>
    paths.flatMap((each, j) => {
      const [action] = ingress === undefined ? [] : redirectOf(ingress, each)
      if (action?.type !== 'redirect') return []
      const { protocol, host, port, path: to, query } = action
      const isSame =
        keeps(protocol, '#{protocol}') &&
        keeps(host, '#{host}') &&
        keeps(port, '#{port}') &&
        keeps(to, '/#{path}') &&
        keeps(query, '#{query}')
      if (!isSame) return []
      const at = { object, path: ['spec', 'rules', i, 'http', 'paths', j, 'backend'] }
      const message = `${nameOf(object)}: the redirect for path ${quoted(each.path)} leads to the URL that was asked for. Its rule is left out, so that nobody goes in circles.`
      return [
        finding(
          'lint/redirect-to-itself',
          at,
          message,
          'Name a protocol, host, port, path or query that is another one.'
        )
      ]
    })
  )

export const redirectToItself: Rule = {
  code: 'lint/redirect-to-itself',
  page: {
    why: 'A redirect that changes nothing of the URL would send clients round and round. Its rule is left out, and requests get what the other rules say, or 404.',
    remedy: 'Name in redirectConfig what is to change.'
  },
  valid: [
    [
      anIngress(
        { 'actions.www': '{"type":"redirect","redirectConfig":{"host":"www.shop.example","statusCode":"HTTP_301"}}' },
        { spec: { rules: [rule('shop.example', path('/', 'www:use-annotation'))] } }
      )
    ]
  ],
  invalid: [
    [
      anIngress(
        { 'actions.www': '{"type":"redirect","redirectConfig":{"statusCode":"HTTP_301"}}' },
        { spec: { rules: [rule('shop.example', path('/', 'www:use-annotation'))] } }
      )
    ]
  ],
  run: ({ ours }) => ours.flatMap(inIngress)
}
