import { anIngress, path, rule } from '../examples.js'
import { unreferenced } from '../references.js'
import type { Rule } from '../rule.js'

const redirect = '{"type":"redirect","redirectConfig":{"protocol":"HTTPS","port":"443","statusCode":"HTTP_301"}}'
const closed = '{"type":"fixed-response","fixedResponseConfig":{"statusCode":"503"}}'

const hintFor = (name: string): string =>
  /ssl-redirect|https/.test(name)
    ? 'To redirect all of HTTP, annotation ssl-redirect: "443" is enough: remove the action. Or give the first path the backend with port name use-annotation.'
    : 'Give a path this backend, with port name use-annotation, or remove the annotation.'

export const unusedAction: Rule = {
  code: 'lint/unused-action',
  page: {
    why: 'An action does nothing by itself: a path must name it as its backend, with port name use-annotation. Until one does, its text is not even read. An action called ssl-redirect redirects nobody.',
    remedy: 'Use it in a path, or remove it. For a redirect of everything to HTTPS, use annotation ssl-redirect.'
  },
  valid: [
    [anIngress({ 'actions.closed': closed }, { spec: { rules: [rule('', path('/', 'closed:use-annotation'))] } })]
  ],
  invalid: [[anIngress({ 'actions.closed': closed })], [anIngress({ 'actions.ssl-redirect': redirect })]],
  run: unreferenced('lint/unused-action', 'actions', hintFor)
}
