import { withUsualPrefix } from '../annotations/prefix.js'
import type { Diagnostic } from '../checked/diagnostic.js'
import { clusterFrom } from '../groups/apply-change.js'
import { classify } from '../groups/classify.js'
import { secretsNamed } from '../groups/named.js'
import type { Installation } from '../install.js'
import type { Kind, Kinds } from '../kubernetes/kinds.js'
import { keyOfObject, type ObjectKey, refToObject } from '../kubernetes/object.js'
import { recordIn } from '../kubernetes/remains.js'
import { type Written, writtenOf } from '../kubernetes/written.js'
import { type Assumptions, assumptions, madeUp } from './assumptions.js'
import { assumedClasses, assumedParams, withClass } from './classes.js'
import { assumedService, servicesWanted, withNodePorts } from './services.js'

/** The objects of a cluster in which nothing is missing, and a hint for each thing that had to be assumed for it. */
export interface AssumedObjects {
  readonly objects: ReadonlyArray<Written>
  readonly assumed: ReadonlyArray<Diagnostic>
}

const valuesOf = <K extends Kind>(objects: Iterable<Written>, kind: K): ReadonlyArray<Kinds[K]> => {
  const values: Array<Kinds[K]> = []
  for (const { decoded } of objects) {
    // What is read under a kind is of that kind.
    if ('read' in decoded && decoded.read.kind === kind) values.push(decoded.read.value as Kinds[K])
  }
  return values
}

const withUsualKeys =
  ({ annotationsPrefix }: Installation) =>
  <A extends { readonly annotations: Kinds['Ingress']['annotations'] }>(value: A): A => ({
    ...value,
    annotations: withUsualPrefix(value.annotations, annotationsPrefix)
  })

const keysOf = (objects: ReadonlyArray<Written>, kind: Kind): ReadonlySet<string> =>
  new Set(
    objects
      .filter(({ object }) => object.kind === kind)
      .map(({ object: { namespace, name } }) => (namespace === undefined ? name : keyOfObject({ namespace, name })))
  )

/** Which labels a namespace has is for the cluster to say: without any Namespace, all are taken to be those that a class asks for. */
const withoutSelector = ({ json, object }: Written, hasNamespaces: boolean, { note }: Assumptions): Written['json'] => {
  const { namespaceSelector, ...spec } = recordIn(json.spec)
  if (hasNamespaces || namespaceSelector === undefined) return json
  const at = { object, path: ['spec', 'namespaceSelector'] }
  note('assumed/namespace', 'No Namespace is in the manifests: their labels are assumed to be as asked', at)
  return { ...json, spec }
}

/** Objects as the API server would give them back, as far as we care. */
const stored = (install: Installation, objects: ReadonlyArray<Written>, told: Assumptions): ReadonlyArray<Written> => {
  const hasDefault = valuesOf(objects, 'IngressClass').some(({ isDefault }) => isDefault)
  const hasNamespaces = objects.some(({ object }) => object.kind === 'Namespace')
  const jsonOf = (each: Written): Written['json'] => {
    if (!('read' in each.decoded)) return each.json
    switch (each.decoded.read.kind) {
      case 'Service':
        return withNodePorts(each, told)
      case 'Ingress':
        return withClass(each, hasDefault, install)
      case 'IngressClassParams':
        return withoutSelector(each, hasNamespaces, told)
      default:
        return each.json
    }
  }
  return objects.map((each) => {
    const json = jsonOf(each)
    return json === each.json ? each : writtenOf(json)
  })
}

const deciding: ReadonlySet<string> = new Set<Kind>(['IngressClass', 'IngressClassParams', 'Namespace'])

/** The Ingresses that some other controller serves need nothing of us. */
const oursAmong = (install: Installation, known: ReadonlyArray<Written>): ReadonlyArray<Kinds['Ingress']> => {
  const classes = known.filter(({ object }) => deciding.has(object.kind)).map(({ decoded }) => decoded)
  const cluster = clusterFrom(install, classes)
  return valuesOf(known, 'Ingress')
    .filter((ingress) => classify(cluster, ingress).class !== 'notOurs')
    .map(withUsualKeys(install))
}

/** The Secrets that Ingresses and Services name for the clients of identity providers. */
const assumedSecrets = (
  install: Installation,
  known: ReadonlyArray<Written>,
  ingresses: ReadonlyArray<Kinds['Ingress']>,
  { note }: Assumptions
): ReadonlyArray<unknown> => {
  const written = keysOf(known, 'Secret')
  const { requiredSecretsLabel: label } = install
  const labels = label === undefined ? {} : { [label.key]: label.value }
  const missing = new Set<ObjectKey>()
  const named = [
    ...ingresses.map((ingress) => [refToObject('Ingress', ingress), ingress] as const),
    ...valuesOf(known, 'Service').map(
      (service) => [refToObject('Service', service), withUsualKeys(install)(service)] as const
    )
  ]
  for (const [object, value] of named) {
    for (const key of secretsNamed(value).filter((each) => !written.has(each))) {
      missing.add(key)
      const what = `Secret ${key} is in no manifest: assumed to hold the client of an identity provider`
      note('assumed/secret', what, { object, path: ['metadata', 'annotations'] })
    }
  }
  return [...missing].map((key) => {
    const [namespace, name] = key.split('/')
    const stringData = { clientID: 'assumed', clientSecret: 'assumed' }
    return { apiVersion: 'v1', kind: 'Secret', metadata: madeUp({ namespace, name, labels }), stringData }
  })
}

/**
 * The objects of a cluster of which only these were written down. Files seldom hold all of it: a class, a Service or a Secret that an Ingress
 * names, and that is in none of them, is taken to be there, and so are the node ports that the API server gives. What is there is believed:
 * a Service without the port that is asked for stays so.
 */
export const assumeObjects = (install: Installation, objects: ReadonlyArray<Written>): AssumedObjects => {
  const told = assumptions()
  const given = stored(install, objects, told)
  const named = given.filter(({ object }) => object.kind === 'Ingress')
  const classes = [
    ...assumedClasses(named, keysOf(given, 'IngressClass'), install, told),
    ...assumedParams(valuesOf(given, 'IngressClass'), keysOf(given, 'IngressClassParams'), told)
  ]
  const known = [...given, ...classes.map(writtenOf)]
  const services = keysOf(known, 'Service')
  const ingresses = oursAmong(install, known)
  const missing = [
    ...[...servicesWanted(ingresses)].flatMap(([key, wanted]) =>
      services.has(key) ? [] : [assumedService(key, wanted, told)]
    ),
    ...assumedSecrets(install, known, ingresses, told)
  ]
  return { objects: [...known, ...missing.map(writtenOf)], assumed: told.told() }
}
