import { E, O, pipe, t } from '../../prelude.js'
import { quoted } from '../../support/wording.js'
import { type Codec, codec, formatOf } from './codec.js'
import { mapRemarks, notAmong, type TextMap, textMap, wholeNumberIn } from './text.js'
import { pairsIn, textOf } from './text-map.js'

/** A port of the network load balancer, and the port of the Application Load Balancer that it leads to. */
export interface PortMapping {
  readonly nlbPort: number
  readonly albPort: number
}

const isMapping = (value: unknown): value is PortMapping =>
  typeof value === 'object' && value !== null && 'nlbPort' in value && 'albPort' in value

const mappingIn = ([nlb, alb]: readonly [string, string]): E.Either<string, PortMapping> => {
  const nlbPort = O.toUndefined(wholeNumberIn(nlb))
  const albPort = O.toUndefined(wholeNumberIn(alb))
  return nlbPort === undefined || albPort === undefined
    ? E.left(`${quoted(`${nlb}=${alb}`)} must be two ports, such as 8443=443`)
    : E.right({ nlbPort, albPort })
}

const mappingsIn = (pairs: TextMap): E.Either<ReadonlyArray<string>, ReadonlyArray<PortMapping>> => {
  const problems: Array<string> = []
  const byPort = new Map<number, PortMapping>()
  for (const pair of Object.entries(pairs)) {
    const mapping = mappingIn(pair)
    if (E.isLeft(mapping)) problems.push(mapping.left)
    else byPort.set(mapping.right.nlbPort, mapping.right)
  }
  return problems.length > 0 ? E.left(problems) : E.right([...byPort.values()].sort((a, b) => a.nlbPort - b.nlbPort))
}

const textsIn = (text: string): E.Either<ReadonlyArray<string>, TextMap> =>
  pipe(pairsIn(text), E.map(Object.fromEntries<string>))

/** Ports of the network load balancer and those they lead to: `8443=443,80=80`. Of equal ports in front the later wins. */
export const portMappings: Codec<ReadonlyArray<PortMapping>> = codec({
  name: 'stringMap',
  format: 'pairs of ports with commas between them, that of the network load balancer first: 8443=443,80=80',
  is: (value): value is ReadonlyArray<PortMapping> => t.UnknownArray.is(value) && value.every(isMapping),
  read: (text) => pipe(textsIn(text), E.chain(mappingsIn)),
  write: (mappings) => textOf(mappings.map(({ nlbPort, albPort }) => [String(nlbPort), String(albPort)])),
  remarks: mapRemarks
})

/** A port by number, or `traffic-port`. Names of ports say nothing here: there is no Service behind the target group. */
export const healthPort: Codec<string> = codec({
  name: 'string',
  format: 'a port number, or traffic-port',
  is: t.string.is,
  read: (text) =>
    text === 'traffic-port'
      ? E.right(text)
      : pipe(
          wholeNumberIn(text),
          O.map(String),
          E.fromOption(() => [`the value must be a port number or traffic-port, not ${quoted(text)}`])
        ),
  write: (port) => port
})

const routingPolicy = 'dns_record.client_routing_policy'
const policies = ['any_availability_zone', 'partial_availability_zone_affinity', 'availability_zone_affinity']

/** Attributes of a network load balancer. Of one of them the reference checks the value; all others are for AWS to judge. */
export const networkAttributes: Codec<TextMap> = codec({
  name: textMap.name,
  format: formatOf(textMap),
  is: textMap.is,
  read: (text) =>
    pipe(
      textsIn(text),
      E.chain((attributes) => {
        const policy = attributes[routingPolicy]
        return policy === undefined || policies.includes(policy)
          ? E.right(attributes)
          : E.left([`${routingPolicy} ${notAmong(policies, policy)}`])
      })
    ),
  write: textMap.encode,
  remarks: mapRemarks
})
