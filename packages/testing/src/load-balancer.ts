import { locate } from '@alb-ingress/adapter-k8s/manifests'
import {
  installationFrom,
  memoryAws,
  memoryClock,
  memoryCluster,
  memoryKubernetes,
  worldFrom
} from '@alb-ingress/adapter-memory'
import {
  answerTo,
  assumedPorts,
  type Certificate,
  type Diagnostic,
  distinct,
  E,
  type Facts,
  type Fault,
  type Front,
  faultText,
  frontOf,
  type GroupId,
  isError,
  O,
  question,
  survey,
  type TE
} from '@alb-ingress/core'
import { type AccountGiven, accountOf, type ManifestsGiven, manifestsOf, soundOrThrown } from './given.js'

/** What some manifests ask for, as a test looks at it. There may be several load balancers: a request finds the one with a rule for it. */
export interface LoadBalancer {
  readonly front: Front
  /** The group whose load balancer is asked; all where nobody says. */
  readonly group: GroupId | undefined
  /** The groups that have a load balancer. */
  readonly groups: ReadonlyArray<GroupId>
  /** Everything that was noticed, with file and line. */
  readonly findings: ReadonlyArray<Diagnostic>
  /** What of it is an error, and keeps a group as it is. */
  readonly errors: ReadonlyArray<Diagnostic>
}

export interface LoadBalancerOptions {
  /** Only the load balancer of this group: its group.name, or namespace/name of an Ingress without one. */
  readonly group?: GroupId
  /**
   * Takes Services, classes, Secrets, subnets and certificates to be there that neither manifests nor account have, with a hint for each among
   * the findings. Without an account, everything that would be asked of it.
   */
  readonly assumeMissing?: boolean
}

// Nothing that a test asks depends on the time, so all tests have the same.
const now = 0

const done = async <A>(work: TE.TaskEither<Fault, A>): Promise<A> => {
  const result = await work()
  if (E.isLeft(result)) throw new Error(faultText(result.left))
  return result.right
}

const certificatesIn = (facts: Facts): ReadonlyArray<Certificate> => {
  const answer = answerTo(facts, question('certificates'))
  return E.isRight(answer) ? (O.toUndefined(answer.right) ?? []) : []
}

/**
 * The load balancers that manifests ask for, with no cluster and no AWS. Rejects where a file cannot be read or the account makes no sense;
 * what is wrong with the manifests themselves is a finding, and `toRefuse` asks for it.
 */
export const loadBalancerFrom = async (
  manifests: ManifestsGiven,
  account?: AccountGiven,
  { group, assumeMissing = false }: LoadBalancerOptions = {}
): Promise<LoadBalancer> => {
  const [{ documents, diagnostics }, file] = await Promise.all([manifestsOf(manifests), accountOf(account)])
  const install = soundOrThrown(installationFrom(file))
  const clock = memoryClock(now)
  const aws = memoryAws(worldFrom(file), clock)
  const kubernetes = memoryKubernetes(memoryCluster(documents.map(({ object }) => object)), clock)
  const given = { aws, kubernetes, clock }
  const { ports, assumed } = assumeMissing
    ? await done(assumedPorts(given, install, account !== undefined))
    : { ports: given, assumed: [] }
  const outlook = await done(survey(ports, install)())
  const facts = await done(ports.aws.answer([question('certificates')]))
  const located = locate(documents)
  const findings = distinct([...diagnostics, ...assumed, ...outlook.findings]).map(located)
  const front = frontOf({ groups: outlook.groups, findings, certificates: certificatesIn(facts), located })
  return {
    front,
    group,
    groups: front.balancers.map((each) => each.group),
    findings,
    errors: findings.filter(isError)
  }
}
