import { type Checked, ok, refuse } from '../checked/checked.js'
import { type At, diagnostic, nameOf } from '../checked/diagnostic.js'
import { keyOfObject } from '../kubernetes/object.js'
import type { Service, ServicePortSpec } from '../kubernetes/service.js'
import { quoted } from '../support/wording.js'

const noSuchPort = (service: Service, asWritten: number | string, at: At): Checked<never> => {
  const known = service.ports.map(({ name, port }) => (name === '' ? `${port}` : `${port} (${name})`))
  return refuse(
    diagnostic(
      'service/port',
      at,
      `${nameOf(at.object)}: Service ${keyOfObject(service)} has no port ${typeof asWritten === 'string' ? quoted(asWritten) : asWritten}. Its ports: ${known.join(', ') || 'none'}.`,
      'Name a port of the Service, by number or by name.'
    )
  )
}

/** The port of a Service that somebody names by number or by name. Error: it has none such. */
export const servicePort = (service: Service, asWritten: number | string, at: At): Checked<ServicePortSpec> => {
  const found = service.ports.find(({ name, port }) => (typeof asWritten === 'number' ? port : name) === asWritten)
  return found === undefined ? noSuchPort(service, asWritten, at) : ok(found)
}

const withoutNodePort = (service: Service, { port }: ServicePortSpec, at: At): Checked<never> =>
  refuse(
    diagnostic(
      'service/node-port',
      at,
      `${nameOf(at.object)}: port ${port} of Service ${keyOfObject(service)} (type ${service.type}) has no node port, which targets of type instance need.`,
      'Make the Service a NodePort, or set annotation target-type to ip.'
    )
  )

const withoutTargetPort = (service: Service, { port }: ServicePortSpec, at: At): Checked<never> =>
  refuse(
    diagnostic(
      'service/target-port',
      at,
      `${nameOf(at.object)}: targetPort of port ${port} of Service ${keyOfObject(service)} is 0.`,
      'Give the port a targetPort.'
    )
  )

/** The port of a target group: the node port, or the target port; 1 where pods give the port a number each. */
export const targetPort = (
  service: Service,
  port: ServicePortSpec,
  targetType: 'instance' | 'ip',
  at: At
): Checked<number> => {
  if (targetType === 'instance') return port.nodePort === 0 ? withoutNodePort(service, port, at) : ok(port.nodePort)
  if (typeof port.targetPort === 'string') return ok(1)
  return port.targetPort === 0 ? withoutTargetPort(service, port, at) : ok(port.targetPort)
}
