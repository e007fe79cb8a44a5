import type { Policy, PolicyPart } from '@alb-ingress/core'
import { type CliOption, count, oneOf, path, paths, percent, text, texts, whole, yes } from './option.js'

export const manifests: CliOption<ReadonlyArray<string>> = {
  name: 'manifests',
  short: 'm',
  placeholder: 'path',
  type: paths,
  help: 'Files, folders and globs with Ingresses, Services and what they name; - reads standard input.'
}

export const account: CliOption<string> = {
  name: 'account',
  short: 'a',
  placeholder: 'file',
  type: path,
  help: 'An AWS account written down in a JSON file; apply writes it back. Without it, the account of your AWS credentials.'
}

export const assumeMissing: CliOption<boolean> = {
  name: 'assume-missing',
  type: yes,
  isFlagOnly: true,
  help: 'Assume Services, classes, Secrets, subnets and certificates that neither manifests nor account have, with a hint for each; then --account may be left out.'
}

export const config: CliOption<string> = {
  name: 'config',
  placeholder: 'file',
  type: path,
  isFlagOnly: true,
  help: 'A YAML or JSON file with options by their names. A flag outranks it, and it outranks the flags of the account file.'
}

type WithFallback<A> = CliOption<A> & { readonly fallback: A }

export type Shape = 'text' | 'json' | 'document'

export const format: WithFallback<Shape> = {
  name: 'format',
  short: 'f',
  placeholder: 'format',
  type: oneOf('text', 'json', 'document'),
  fallback: 'text',
  help: 'text for people, json for programs, document as the conformance suite compares it.'
}

export const output: WithFallback<'text' | 'json'> = {
  name: 'output',
  short: 'o',
  placeholder: 'format',
  type: oneOf('text', 'json'),
  fallback: 'text',
  help: 'text for people, json for programs.'
}

export const confirmed: CliOption<boolean> = {
  name: 'yes',
  short: 'y',
  type: yes,
  isFlagOnly: true,
  help: 'Do not ask. Needed where nobody is at the terminal.'
}

export const prune: CliOption<boolean> = {
  name: 'prune',
  type: yes,
  isFlagOnly: true,
  help: 'Also delete load balancers of this cluster that no manifest asks for any more.'
}

export const out: CliOption<string> = {
  name: 'out',
  placeholder: 'file',
  type: path,
  isFlagOnly: true,
  help: 'Save the plan in this file, for apply --plan. No secret is kept in it.'
}

export const planFile: CliOption<string> = {
  name: 'plan',
  placeholder: 'file',
  type: path,
  isFlagOnly: true,
  help: 'Carry out this saved plan, if what it was made from is still the same.'
}

export const only: CliOption<ReadonlyArray<string>> = {
  name: 'only',
  placeholder: 'group',
  type: texts,
  isFlagOnly: true,
  help: 'Only this group, and no other; several times for several groups.'
}

export const policy: WithFallback<Policy> = {
  name: 'policy',
  placeholder: 'policy',
  type: oneOf('sync', 'upsert-only', 'create-only', 'observe'),
  fallback: 'sync',
  help: 'How far a plan may go: upsert-only takes nothing away, create-only touches nothing that is there, observe does nothing.'
}

export const concurrency: WithFallback<number> = {
  name: 'concurrency',
  placeholder: 'number',
  type: count(100),
  fallback: 10,
  help: 'How many steps may run side by side.'
}

export const header: CliOption<ReadonlyArray<string>> = {
  name: 'header',
  short: 'H',
  placeholder: 'name: value',
  type: texts,
  isFlagOnly: true,
  help: 'A header of the request, as with curl; several times for several headers.'
}

export const sourceIp: CliOption<string> = {
  name: 'source-ip',
  placeholder: 'address',
  type: text,
  isFlagOnly: true,
  help: 'Where the request comes from, for rules that look at it.'
}

export const group: CliOption<string> = {
  name: 'group',
  placeholder: 'group',
  type: text,
  isFlagOnly: true,
  help: 'Only this group: its group.name, or namespace/name of an Ingress without one.'
}

export const referenceFormat: WithFallback<'markdown' | 'json-schema'> = {
  name: 'format',
  short: 'f',
  placeholder: 'format',
  type: oneOf('markdown', 'json-schema'),
  fallback: 'markdown',
  help: 'markdown for people, json-schema for editors.'
}

export const testFormat: WithFallback<'text' | 'json' | 'junit'> = {
  name: 'format',
  short: 'f',
  placeholder: 'format',
  type: oneOf('text', 'json', 'junit'),
  fallback: 'text',
  help: 'text for people, json for programs, junit for build servers.'
}

export const failUnder: CliOption<number> = {
  name: 'fail-under',
  placeholder: 'percent',
  type: percent,
  help: 'Fail when the tests reach less than this part of all rules.'
}

export type LintFormat = 'text' | 'json' | 'sarif' | 'junit' | 'github'

export const lintFormat: WithFallback<LintFormat> = {
  name: 'format',
  short: 'f',
  placeholder: 'format',
  type: oneOf('text', 'json', 'sarif', 'junit', 'github'),
  fallback: 'text',
  help: 'text for people, json for programs, sarif for code scanning, junit for build servers, github for annotations in GitHub Actions.'
}

export const maxWarnings: CliOption<number> = {
  name: 'max-warnings',
  placeholder: 'number',
  type: whole,
  help: 'Fail when there are more warnings than this. Hints are not counted.'
}

export const why: CliOption<string> = {
  name: 'why',
  placeholder: 'code',
  type: text,
  isFlagOnly: true,
  help: 'Print the page of a code, such as lint/unknown-key, and look at nothing.'
}

export const graphFrom: WithFallback<'files' | 'plan' | 'account'> = {
  name: 'from',
  placeholder: 'source',
  type: oneOf('files', 'plan', 'account'),
  isFlagOnly: true,
  fallback: 'files',
  help: 'files as the manifests ask for it, plan with what would change, account as it is.'
}

export const graphFormat: WithFallback<'mermaid' | 'svg' | 'html' | 'json'> = {
  name: 'format',
  short: 'f',
  placeholder: 'format',
  type: oneOf('mermaid', 'svg', 'html', 'json'),
  isFlagOnly: true,
  fallback: 'mermaid',
  help: 'mermaid for Markdown, svg for a picture, html for a page, json for programs.'
}

export const partition: CliOption<string> = {
  name: 'partition',
  placeholder: 'name',
  type: text,
  help: 'The partition of ARNs: aws, aws-cn, aws-us-gov and so on.',
  shownFallback: 'that of --aws-region'
}

export const accountId: CliOption<string> = {
  name: 'account-id',
  placeholder: 'id',
  type: text,
  help: 'The account of ARNs.',
  shownFallback: 'every account'
}

export const policyPart: WithFallback<PolicyPart> = {
  name: 'part',
  placeholder: 'part',
  type: oneOf('all', 'read', 'change', 'take-over'),
  isFlagOnly: true,
  fallback: 'all',
  help: 'read for who only looks and plans, change for the rest, take-over while load balancers of AWS ALB Ingress Controller 1.x are taken over.'
}

export const assumedRoles: CliOption<ReadonlyArray<string>> = {
  name: 'assume-role',
  placeholder: 'arn',
  type: texts,
  isFlagOnly: true,
  help: 'A role that TargetGroupBindings name, for target groups in another account; several times for several roles.'
}
