import { nameOf } from '../checked/diagnostic.js'
import type { Ingress } from '../kubernetes/ingress.js'
import { distance } from '../support/nearest.js'
import { backendsOf } from '../translate/backends.js'
import { type Finding, finding, type LintCode } from './finding.js'
import { knownKey } from './keys.js'
import { keyAt } from './places.js'
import type { LintView, OurIngress } from './view.js'

const magic = 'use-annotation'

/** A port name that can only be meant for the one that makes a backend an action. */
export const isMisspeltMagic = (port: number | string): boolean =>
  typeof port === 'string' && port !== magic && distance(port.toLowerCase().replaceAll('_', '-'), magic) <= 2

const isAction = (port: number | string): boolean => port === magic || isMisspeltMagic(port)

/** Names of backends: of Services, and of actions where `onlyActions`. */
const backendNames = (ingress: Ingress, onlyActions: boolean): ReadonlySet<string> =>
  new Set(
    backendsOf(ingress).flatMap(({ backend }) =>
      'service' in backend && (!onlyActions || isAction(backend.service.port)) ? [backend.service.name] : []
    )
  )

/** Annotations of one family whose variable part no backend of the Ingress names. A patch may be for one that does. */
const unreferencedIn =
  (key: string) =>
  ({ object, annotations, ingress, isPartial }: OurIngress): ReadonlyArray<readonly [Finding['at'], string]> => {
    if (ingress === undefined || isPartial) return []
    const names = backendNames(ingress, key === 'actions')
    return Object.keys(annotations).flatMap((fullKey) => {
      const known = knownKey(fullKey)
      if (known?.key !== key || known.variable === undefined || names.has(known.variable)) return []
      return [[keyAt(object, fullKey), known.variable] as const]
    })
  }

/** Rules about a family of which one is defined and never used. */
export const unreferenced =
  (code: LintCode, key: string, hintFor: (name: string) => string) =>
  ({ ours }: LintView): ReadonlyArray<Finding> =>
    ours.flatMap(unreferencedIn(key)).map(([at, name]) => {
      const which = key === 'actions' ? `backend ${name} with port name use-annotation` : `backend ${name}`
      const message = `${nameOf(at.object)}: annotation ${key}.${name} is used by nobody: no path has ${which}.`
      return finding(code, at, message, hintFor(name))
    })
