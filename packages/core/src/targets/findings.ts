import { type Diagnostic, diagnostic } from '../checked/diagnostic.js'
import { quoted } from '../support/wording.js'
import type { Backend } from './backend.js'
import type { Binding } from './binding.js'
import type { FoundEndpoints } from './endpoint.js'

/** Nodes that cannot be registered. */
export const unfitNodes = ({ object }: Binding, { unfit }: FoundEndpoints): ReadonlyArray<Diagnostic> =>
  unfit.map(({ node, because }) =>
    diagnostic(
      'binding/node-unfit',
      { object, path: ['spec', 'targetType'] },
      `The node ${node} is left out: ${because}, which ends in no instance id.`,
      'See why the cloud provider has not named the machine, or give the node the label node.kubernetes.io/exclude-from-external-load-balancers.'
    )
  )

/** There is nothing to fill. */
export const noTargetGroup = ({ object, spec, targetGroup }: Binding): Diagnostic =>
  diagnostic(
    'binding/target-group-missing',
    { object, path: ['spec', targetGroup === undefined ? 'targetGroupName' : 'targetGroupARN'] },
    `There is no target group ${quoted(targetGroup ?? spec.targetGroupName ?? '')}.`,
    'Create the target group, or name one that is there.'
  )

/** There is nobody to fill it with. */
export const noBackend = (binding: Binding, backend: Exclude<Backend, { is: 'there' }>): Diagnostic =>
  diagnostic(
    backend.is === 'gone' ? 'binding/backend-not-found' : 'binding/backend-unfit',
    { object: binding.object, path: ['spec', 'serviceRef'] },
    `Nobody receives the traffic of the target group: ${backend.because}.`,
    backend.hint
  )

/** What a user is told of endpoints that do not fit. */
export const cappedFinding = ({ object }: Binding, capped: number, cap: number): Diagnostic =>
  diagnostic(
    'binding/targets-capped',
    { object, path: [] },
    `The target group holds ${cap} targets, as many as it may, and ${capped} more wait.`,
    'Raise --max-targets-per-target-group, or run fewer Pods behind the Service.'
  )

/** What a user is told of targets that AWS does not take. */
export const declinedFinding = ({ object }: Binding, keys: ReadonlyArray<string>): Diagnostic =>
  diagnostic(
    'binding/targets-declined',
    { object, path: [] },
    `AWS does not take ${keys.slice(0, 3).join(', ')}${keys.length > 3 ? ` and ${keys.length - 3} more` : ''} as targets: the others are registered without them.`,
    'They are tried again. See whether the machines run, and are in the VPC of the target group.'
  )
