import { type Checked, noting } from '../checked/checked.js'
import { type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import { answerTo, type Certificate, type Question, question } from '../facts/facts.js'
import type { Installation } from '../install.js'
import type { Ingress } from '../kubernetes/ingress.js'
import { refToObject } from '../kubernetes/object.js'
import { E, O } from '../prelude.js'
import { byText } from '../support/canonical.js'
import { push } from '../support/lists-by.js'
import type { Context } from './context.js'
import { hostsOf } from './hosts.js'

const afterFirstLabel = (name: string): string => name.slice(name.indexOf('.') + 1)

// A wildcard stands for exactly one label, so *.example.com covers a.example.com, and neither example.com nor a.b.example.com.
const namesCovering = (host: string): ReadonlyArray<string> =>
  host.includes('.') ? [host, `*.${afterFirstLabel(host)}`] : [host]

/** Whether a name of a certificate covers a host. */
export const covers = (name: string, host: string): boolean => namesCovering(host).includes(name)

/** What is asked of certificates: with their tags, which cost a call each, only where tags say whose a certificate is. */
export const certificatesQuestion = ({ gates }: Installation): Question<'certificates'> =>
  question('certificates', gates.EnableCertificateManagement ? 'tags' : '')

/** Whether the installation lets a certificate be found for others than those it was made for. */
export const mayBeUsed =
  ({ install }: Pick<Context, 'install'>) =>
  ({ certificateAuthorityArn, tags }: Certificate): boolean => {
    const allowed = install.allowedCertificateAuthorityArns
    if (allowed.size > 0 && (certificateAuthorityArn === undefined || !allowed.has(certificateAuthorityArn)))
      return false
    // Certificates that a controller made for an Ingress of its own are nobody else's.
    return !(
      install.gates.EnableCertificateManagement &&
      tags['elbv2.k8s.aws/cluster'] !== undefined &&
      tags['ingress.k8s.aws/stack'] !== undefined
    )
  }

const uncovered = (
  ingress: Ingress,
  host: string,
  path: ReadonlyArray<string | number>,
  usable: number
): Diagnostic => {
  const object = refToObject('Ingress', ingress)
  return diagnostic(
    'certificates/none-for-host',
    { object, path },
    `${nameOf(object)}: none of ${usable} issued certificates covers host ${host}.`,
    `Request or import a certificate for ${host} in this region, or name one with annotation certificate-arn.`
  )
}

/** The certificates of the account that may be used. */
export interface Usable {
  readonly count: number
  /** ARNs by each name that they cover. */
  readonly byName: ReadonlyMap<string, ReadonlyArray<string>>
}

/** What there is where nobody looks. */
export const noneUsable: Usable = { count: 0, byName: new Map() }

/** What the account has, made ready once for all hosts of a group. An account that cannot say has nothing. */
export const usableCertificates = (context: Context): Usable => {
  const answer = answerTo(context.facts, certificatesQuestion(context.install))
  const certificates = E.isRight(answer) ? (O.toUndefined(answer.right) ?? []) : []
  const usable = certificates.filter(mayBeUsed(context))
  const byName = new Map<string, Array<string>>()
  for (const { arn, names } of usable) for (const name of names) push(byName, name, arn)
  return { count: usable.length, byName }
}

/** Every certificate that covers a host of the member, by ARN. A host that none covers is an error. */
export const discover = (ingress: Ingress, { count, byName }: Usable): Checked<ReadonlyArray<string>> => {
  const found = new Set<string>()
  const problems: Array<Diagnostic> = []
  for (const [host, path] of hostsOf(ingress)) {
    const covering = namesCovering(host).flatMap((name) => byName.get(name) ?? [])
    for (const arn of covering) found.add(arn)
    if (covering.length === 0) problems.push(uncovered(ingress, host, path, count))
  }
  return noting(problems, [...found].sort(byText))
}
