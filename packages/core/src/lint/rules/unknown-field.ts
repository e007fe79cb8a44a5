import { nameOf, pathText } from '../../checked/diagnostic.js'
import { recordIn } from '../../kubernetes/remains.js'
import { O } from '../../prelude.js'
import { nearest } from '../../support/nearest.js'
import { type Fields, ingressSpec, paramsSpec } from '../data/fields.js'
import { anIngress } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import type { Rule } from '../rule.js'
import type { Written } from '../written.js'

type Path = ReadonlyArray<string | number>

/** What stands where nobody of the API reads it, and the names that could be there. */
interface Unknown {
  readonly path: Path
  readonly known: ReadonlyArray<string>
}

const unknownIn = (
  value: unknown,
  fields: Fields | ReadonlyArray<Fields> | 'any',
  path: Path
): ReadonlyArray<Unknown> => {
  if (fields === 'any') return []
  if (Array.isArray(fields)) {
    const [item] = fields
    if (!Array.isArray(value) || item === undefined) return []
    return value.flatMap((each: unknown, i) => unknownIn(each, item, [...path, i]))
  }
  const known = Object.keys(fields)
  return Object.entries(recordIn(value)).flatMap(([name, member]) => {
    const inside = Object.hasOwn(fields, name) ? (fields as Fields)[name] : undefined
    return inside === undefined ? [{ path: [...path, name], known }] : unknownIn(member, inside, [...path, name])
  })
}

// Members of the old API under the new one: the translation complains of those backends.
const former: ReadonlySet<string> = new Set(['serviceName', 'servicePort'])

// Said by lint/lost-indentation.
const strayed = (path: Path): boolean =>
  path.length === 2 && (path[1] === 'annotations' || String(path[1]).includes('/'))

const specOf = ({ object, apiVersion }: Written): Fields | undefined => {
  if (object.kind === 'Ingress' && apiVersion === 'networking.k8s.io/v1') return ingressSpec
  return object.kind === 'IngressClassParams' && apiVersion === 'elbv2.k8s.aws/v1beta1' ? paramsSpec : undefined
}

const said = ({ object }: Written, { path, known }: Unknown): Finding => {
  const name = String(path.at(-1))
  const near = nearest(name, known)
  const at = { object, path, part: 'key' as const }
  return finding(
    'lint/unknown-field',
    at,
    `${nameOf(object)}: there is no field ${pathText(path)}. Kubernetes drops it without a word, or refuses the object.`,
    O.isSome(near) ? `Did you mean ${near.value}?` : `What can stand there: ${known.join(', ')}.`
  )
}

const inObject = (each: Written): ReadonlyArray<Finding> => {
  const fields = specOf(each)
  if (fields === undefined) return []
  return unknownIn(each.json.spec, fields, ['spec'])
    .filter(({ path }) => !former.has(String(path.at(-1))) && !strayed(path))
    .map((unknown) => said(each, unknown))
}

export const unknownField: Rule = {
  code: 'lint/unknown-field',
  page: {
    why: 'A field that the API does not know is dropped, or the object is refused: by kubectl with a warning, by other tools without a word. A path that slid into its neighbour by its indentation looks like this too.',
    remedy: 'Write the field as the API spells it, at the place where it belongs.'
  },
  valid: [[anIngress()]],
  invalid: [
    [anIngress({}, { spec: { ingresClassName: 'alb' } })],
    [
      {
        apiVersion: 'elbv2.k8s.aws/v1beta1',
        kind: 'IngressClassParams',
        metadata: { name: 'shop' },
        spec: { ingressGroup: { name: 'shop' } }
      }
    ]
  ],
  run: ({ written }) => written.flatMap(inObject)
}
