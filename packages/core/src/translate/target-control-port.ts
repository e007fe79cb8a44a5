import type { Asked } from '../annotations/read.js'
import { families } from '../annotations/registry.js'
import { settleOne } from '../annotations/settle.js'
import { andThen, type Checked, noting, ok } from '../checked/checked.js'
import { type At, type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import type { Service } from '../kubernetes/service.js'
import { O, pipe } from '../prelude.js'
import type { Spec } from '../resources/kinds.js'

export type Control = Pick<Spec<'TargetGroup'>, 'targetControlPort'>

const controlWithoutPods = (port: number, targetType: string, at: At): Diagnostic =>
  diagnostic(
    'target-control-port/instance',
    at,
    `${nameOf(at.object)}: ${at.path.at(-1)} asks for control port ${port}, but the target type is ${targetType}, and nodes have no such port.`,
    'Set annotation target-type to ip, or remove the control port.'
  )

/**
 * The port on which pods tell how many more requests they can take, by Service and port as the backend writes them. Nodes cannot tell:
 * with targets of type instance it is an error (the reference).
 */
export const controlPort = (
  asked: Asked & { readonly service: Service },
  asWritten: number | string,
  targetType: string
): Checked<Control> =>
  pipe(
    settleOne(families.targetControlPort, `${asked.service.name}.${asWritten}`, [asked]),
    andThen((setting) => {
      if (O.isNone(setting)) return ok({})
      const { value, origins } = setting.value
      const problems = targetType === 'ip' ? [] : origins.map(({ at }) => controlWithoutPods(value, targetType, at))
      return noting(problems, { targetControlPort: value })
    })
  )
