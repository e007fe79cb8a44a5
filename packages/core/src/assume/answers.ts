import { valueIn } from '../checked/checked.js'
import type { At, Diagnostic } from '../checked/diagnostic.js'
import {
  type Answer,
  type Answers,
  absent,
  type Certificate,
  type Facts,
  type FactsNeeded,
  factsFrom,
  known,
  type Question,
  type QuestionKind,
  question,
  questionKey,
  type Subnet
} from '../facts/facts.js'
import type { ConfiguredGroup } from '../groups/configure.js'
import type { Installation } from '../install.js'
import { refToObject } from '../kubernetes/object.js'
import { E, O } from '../prelude.js'
import { quoted } from '../support/wording.js'
import { certificatesQuestion, covers, mayBeUsed } from '../translate/certificate-lookup.js'
import { looksUp } from '../translate/certificates.js'
import { placeOf } from '../translate/context.js'
import { hostsOf } from '../translate/hosts.js'
import { needed } from '../translate/translate.js'
import { type Assumptions, assumptions } from './assumptions.js'
import { arn, isMade, made } from './named.js'
import { assumedSubnet, missingSubnets, type SubnetUse } from './subnets.js'

/** Facts in which nothing is missing, and a hint for each thing that had to be assumed for them. */
export interface AssumedAnswers {
  readonly facts: Facts
  readonly assumed: ReadonlyArray<Diagnostic>
}

/** What somebody knows of an account who knows nothing of it. */
export const nothingKnown = (now: number, questions: FactsNeeded): Facts =>
  factsFrom(
    now,
    questions.map((asked) => [asked, absent] as const)
  )

/** What is known so far, and what is being added to it. */
interface Ledger extends Assumptions {
  readonly install: Installation
  /** `undefined`: the account has no such thing, or nobody asked. A fault is neither: it stays what it is. */
  readonly said: <K extends QuestionKind>(asked: Question<K>) => Answers[K] | undefined
  readonly canSay: (asked: Question) => boolean
  readonly add: <K extends QuestionKind>(asked: Question<K>, answer: Answers[K]) => void
}

// Whoever names a thing has it in the text of an annotation; otherwise the class of the first member does.
const askers = ({ group }: ConfiguredGroup, about: string): ReadonlyArray<At> => {
  const naming =
    about === ''
      ? []
      : group.members.filter(({ ingress }) => Object.values(ingress.annotations).some((text) => text.includes(about)))
  if (naming.length === 0) return [placeOf({ group })]
  return naming.map(({ ingress }) => ({ object: refToObject('Ingress', ingress), path: ['metadata', 'annotations'] }))
}

const assumeNamed = (ledger: Ledger, group: ConfiguredGroup, { ask, about }: Question): void => {
  const asked = question(ask, about)
  if (!isMade(ask) || !ledger.canSay(asked)) return
  const said: unknown = ledger.said(asked)
  if (said !== undefined && !(Array.isArray(said) && said.length === 0)) return
  const [code, noun, answer] = made[ask]
  const thing = about === '' ? noun : `${noun} ${quoted(about)}`
  for (const at of askers(group, about)) ledger.note(code, `${thing} is not known: assumed to be there`, at)
  ledger.add(asked, answer(ledger.install, about))
}

const usesOf = ({ shared }: ConfiguredGroup): ReadonlyArray<SubnetUse> => {
  const settings = valueIn(shared)
  if (settings === undefined) return []
  const { loadBalancer, frontend } = settings
  const behind = { choice: loadBalancer.subnets, scheme: loadBalancer.scheme.value }
  if (O.isNone(frontend)) return [behind]
  const {
    frontendNlbSubnets: choice,
    frontendNlbScheme,
    frontendNlbEipAllocations: addresses
  } = frontend.value.settings
  const least = O.isSome(addresses) ? addresses.value.value.length : 0
  return [behind, { choice, scheme: frontendNlbScheme.value, least }]
}

const assumeSubnets = (ledger: Ledger, groups: ReadonlyArray<ConfiguredGroup>): void => {
  const asked = question('subnetsOfVpc')
  if (!ledger.canSay(asked)) return
  const present = ledger.said(asked) ?? []
  const missing = new Map<string, Subnet>()
  for (const configured of groups) {
    for (const use of usesOf(configured)) {
      const at = placeOf(configured, O.toUndefined(use.choice))
      for (const { what, ids, ...like } of missingSubnets(ledger.install, use, present)) {
        ledger.note('assumed/subnet', what, at)
        for (const id of ids) missing.set(id, assumedSubnet(ledger.install, id, like))
      }
    }
  }
  ledger.add(asked, [...present, ...missing.values()])
}

const assumeCertificates = (ledger: Ledger, groups: ReadonlyArray<ConfiguredGroup>): void => {
  const asked = certificatesQuestion(ledger.install)
  if (!ledger.canSay(asked)) return
  const { install } = ledger
  const present = ledger.said(asked) ?? []
  const names = present.filter(mayBeUsed({ install })).flatMap((each) => each.names)
  const missing = new Map<string, Certificate>()
  for (const { members } of groups) {
    for (const { ingress } of members.flatMap((member) => valueIn(member) ?? []).filter(looksUp)) {
      for (const [host, path] of hostsOf(ingress)) {
        if (names.some((name) => covers(name, host))) continue
        const at = { object: refToObject('Ingress', ingress), path }
        ledger.note('assumed/certificate', `No certificate covers host ${quoted(host)}: one is assumed`, at)
        const [certificateAuthorityArn] = install.allowedCertificateAuthorityArns
        const id = arn(install, 'acm', `certificate/assumed-${host}`)
        missing.set(host, { arn: id, names: [host], certificateAuthorityArn, tags: {} })
      }
    }
  }
  ledger.add(asked, [...present, ...missing.values()])
}

const ledgerOf = (install: Installation, facts: Facts, answers: Map<string, Answer<QuestionKind>>): Ledger => ({
  ...assumptions(),
  install,
  said: <K extends QuestionKind>(asked: Question<K>) => {
    // Under the key of a question there is only an answer to it.
    const answer = facts.answers.get(questionKey(asked)) as Answer<K> | undefined
    return answer === undefined || E.isLeft(answer) ? undefined : O.toUndefined(answer.right)
  },
  canSay: (asked) => {
    const answer = facts.answers.get(questionKey(asked))
    return answer !== undefined && E.isRight(answer)
  },
  add: (asked, answer) => {
    answers.set(questionKey(asked), known(answer))
  }
})

/**
 * Fills in what an account lacks, so that nothing is refused for it: subnets, certificates for all hosts, and whatever somebody names. What
 * the account does have is believed. Of the questions that it was not asked nothing is said.
 */
export const assumeAnswers = (
  install: Installation,
  groups: ReadonlyArray<ConfiguredGroup>,
  facts: Facts
): AssumedAnswers => {
  const answers = new Map(facts.answers)
  const ledger = ledgerOf(install, facts, answers)
  assumeSubnets(ledger, groups)
  assumeCertificates(ledger, groups)
  for (const group of groups) for (const each of needed(group)) assumeNamed(ledger, group, each)
  return { facts: { ...facts, answers }, assumed: ledger.told() }
}

/** Answers to all that a group asks of an account of which nothing is known. */
export const assumedFacts = (install: Installation, configured: ConfiguredGroup): Facts =>
  assumeAnswers(install, [configured], nothingKnown(0, needed(configured))).facts
