import { E, t } from '../../prelude.js'
import { type Codec, codec } from './codec.js'

const Weight = t.partial({ weight: t.number })

const TargetGroupTuple = t.readonly(
  t.union([
    t.intersection([t.type({ targetGroupARN: t.string }), Weight]),
    t.intersection([t.type({ targetGroupName: t.string }), Weight]),
    t.intersection([t.type({ serviceName: t.string, servicePort: t.union([t.number, t.string]) }), Weight])
  ])
)
/** One receiver of a forward: an existing target group by ARN or by name, or a port of a Service in the namespace of the Ingress. */
export type TargetGroupTuple = t.TypeOf<typeof TargetGroupTuple>

const FixedResponseAction = t.readonly(
  t.intersection([
    t.type({ type: t.literal('fixed-response'), statusCode: t.string }),
    t.partial({ contentType: t.string, messageBody: t.string })
  ])
)

const RedirectAction = t.readonly(
  t.intersection([
    t.type({ type: t.literal('redirect'), statusCode: t.string }),
    t.partial({ host: t.string, path: t.string, port: t.string, protocol: t.string, query: t.string })
  ])
)

const ForwardAction = t.readonly(
  t.intersection([
    t.type({ type: t.literal('forward'), targetGroups: t.readonlyArray(TargetGroupTuple) }),
    t.partial({ stickiness: t.readonly(t.partial({ enabled: t.boolean, durationSeconds: t.number })) })
  ])
)

const AnnotatedAction = t.union([FixedResponseAction, RedirectAction, ForwardAction])
/** What `actions.<name>` says is done with a request. Services, names of target groups and ports are not yet resolved. */
export type AnnotatedAction = t.TypeOf<typeof AnnotatedAction>

/** The action of `actions.<name>`. The short forms of a forward become one receiver without weight and without stickiness. */
export const actions: Codec<AnnotatedAction> = codec({
  name: 'json',
  format: 'a JSON object',
  is: AnnotatedAction.is,
  read: () => E.left(['not read yet']),
  write: () => ''
})
