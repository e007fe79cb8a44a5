import { type Code, catalogue } from '../checked/catalogue.js'
import { account } from './pages/account.js'
import { annotations } from './pages/annotations.js'
import { bindings } from './pages/bindings.js'
import { documents } from './pages/documents.js'
import { loadBalancers } from './pages/load-balancers.js'
import type { Page, Pages } from './rule.js'
import { rules } from './rules.js'
import { ignoreAnnotation } from './suppress.js'

const ofLint: Pages = Object.fromEntries(rules.map(({ code, page }) => [code, page]))

const ofSuppression: Pages = {
  'lint/suppression': {
    why: `The annotation ${ignoreAnnotation} lists findings that somebody means to have, each as code: reason. An entry that cannot be read, or that gives no reason, ignores nothing.`,
    remedy:
      'Write the code as it is shown in brackets, a colon, and why it is meant; each on a line of its own, or with ; between.'
  },
  'lint/unused-suppression': {
    why: 'What is to be ignored is not there any more, or never was. Left in place, the entry would hide the next mistake of that kind.',
    remedy: `Take it out of ${ignoreAnnotation}.`
  }
}

/** Every page by its code. */
export const pages: Pages = {
  ...documents,
  ...annotations,
  ...loadBalancers,
  ...account,
  ...bindings,
  ...ofSuppression,
  ...ofLint
}

/** The page of a code. */
export const pageOf = (code: Code): Page =>
  pages[code] ?? { why: catalogue[code].summary, remedy: 'What to do is said with the finding.' }
