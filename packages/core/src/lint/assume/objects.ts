import { secretsNamed } from '../../groups/named.js'
import type { Installation } from '../../install.js'
import { type Decoded, decodeObject } from '../../kubernetes/decode.js'
import type { Kind, Kinds } from '../../kubernetes/kinds.js'
import { keyOfObject } from '../../kubernetes/object.js'
import { isPartial, type Written } from '../written.js'
import { assumedClasses, assumedParams, withClass } from './classes.js'
import { assumedService, servicesWanted, withNodePorts } from './services.js'

const valuesOf = <K extends Kind>(objects: Iterable<Decoded>, kind: K): ReadonlyArray<Kinds[K]> => {
  const values: Array<Kinds[K]> = []
  for (const object of objects) {
    // What is read under a kind is of that kind.
    if ('read' in object && object.read.kind === kind) values.push(object.read.value as Kinds[K])
  }
  return values
}

const keysOf = (objects: ReadonlyArray<Written>, kind: Kind): ReadonlySet<string> =>
  new Set(
    objects
      .filter(({ object }) => object.kind === kind)
      .map(({ object: { namespace, name } }) => (namespace === undefined ? name : keyOfObject({ namespace, name })))
  )

/** Objects as the API server would give them back, as far as lint cares. */
const stored = (objects: ReadonlyArray<Written>): ReadonlyArray<Decoded> => {
  const hasDefault = valuesOf(
    objects.map(({ decoded }) => decoded),
    'IngressClass'
  ).some(({ isDefault }) => isDefault)
  return objects.flatMap((each) => {
    if (each.object.kind === 'Service') return [decodeObject(withNodePorts(each.json))]
    if (each.object.kind !== 'Ingress') return [each.decoded]
    // A patch is no Ingress that could be served.
    if (isPartial(each)) return []
    const json = withClass(each, hasDefault)
    return [json === each.json ? each.decoded : decodeObject(json)]
  })
}

const assumedSecret = (key: string, { requiredSecretsLabel: label }: Installation): unknown => {
  const [namespace, name] = key.split('/')
  const labels = label === undefined ? {} : { [label.key]: label.value }
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { namespace, name, labels },
    stringData: { clientID: 'assumed', clientSecret: 'assumed' }
  }
}

// Which labels a namespace has is for the cluster to say.
const withoutSelector =
  (namespaces: ReadonlySet<string>) =>
  (each: Decoded): Decoded => {
    if (!('read' in each) || each.read.kind !== 'IngressClassParams' || namespaces.size > 0) return each
    const { namespaceSelector: _, ...value } = each.read.value
    return { ...each, read: { kind: 'IngressClassParams', value } }
  }

/**
 * The objects of a cluster of which only these were written down. Files seldom hold all of it: a class, a Service or a Secret that an Ingress
 * names, and that is in none of them, is taken to be there, and so are the node ports that the API server gives.
 */
export const withAssumed = (install: Installation, objects: ReadonlyArray<Written>): ReadonlyArray<Decoded> => {
  const known = stored(objects)
  const ingresses = valuesOf(known, 'Ingress')
  const services = keysOf(objects, 'Service')
  const secrets = keysOf(objects, 'Secret')
  const wantedSecrets = new Set([...ingresses, ...valuesOf(known, 'Service')].flatMap(secretsNamed))
  const classes = valuesOf(known, 'IngressClass')
  const missing = [
    ...assumedClasses(
      objects.filter(({ object }) => object.kind === 'Ingress'),
      keysOf(objects, 'IngressClass')
    ),
    ...assumedParams(classes, keysOf(objects, 'IngressClassParams')),
    ...[...servicesWanted(ingresses)].flatMap(([key, ports]) =>
      services.has(key) ? [] : [assumedService(key, ports)]
    ),
    ...[...wantedSecrets].flatMap((key) => (secrets.has(key) ? [] : [assumedSecret(key, install)]))
  ]
  return [...known.map(withoutSelector(keysOf(objects, 'Namespace'))), ...missing.map(decodeObject)]
}
