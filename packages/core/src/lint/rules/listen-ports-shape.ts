import { annotations as declared } from '../../annotations/registry.js'
import { nameOf } from '../../checked/diagnostic.js'
import { E } from '../../prelude.js'
import { anIngress, certificate } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import { valueAt } from '../places.js'
import type { Rule } from '../rule.js'
import type { Written } from '../written.js'

const { fullKey, key, codec } = declared.listenPorts

const hasOneForSeveral = (text: string): boolean => {
  const entries: unknown = JSON.parse(text)
  return Array.isArray(entries) && entries.some((entry: unknown) => Object.keys(Object(entry)).length > 1)
}

const inObject = ({ object, annotations }: Written): ReadonlyArray<Finding> => {
  const text = annotations[fullKey]
  const decoded = text === undefined ? undefined : codec.decode(text)
  // What decodes is JSON.
  if (text === undefined || decoded === undefined || E.isLeft(decoded) || !hasOneForSeveral(text)) return []
  const at = valueAt(object, fullKey)
  const better = JSON.stringify(decoded.right.map(({ protocol, port }) => ({ [protocol]: port })))
  const message = `${nameOf(object)}: ${key} has several ports in one object. It is understood, but members of an object have no order, and other tools take one of them at random.`
  return [finding('lint/listen-ports-shape', at, message, `Write ${better}.`, { replacement: { at, text: better } })]
}

export const listenPortsShape: Rule = {
  code: 'lint/listen-ports-shape',
  page: {
    why: 'listen-ports is a list with an object for each port. Several ports in one object are understood, as long as they differ; earlier controllers served one of them only.',
    remedy: 'Write an object for each port: [{"HTTP":80},{"HTTPS":443}].'
  },
  valid: [[anIngress({ 'listen-ports': '[{"HTTP":80},{"HTTPS":443}]', 'certificate-arn': certificate })]],
  invalid: [[anIngress({ 'listen-ports': '[{"HTTP":80,"HTTPS":443}]', 'certificate-arn': certificate })]],
  run: ({ ours }) => ours.flatMap(inObject)
}
