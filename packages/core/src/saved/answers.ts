import { type Answer, type Answers, absent, type Facts, known, type QuestionKind } from '../facts/facts.js'
import type { Fault } from '../facts/fault.js'
import { E, O, t } from '../prelude.js'
import { TextMap, word } from '../resources/fields.js'

const Texts = t.readonlyArray(t.string)

/** Why something could not be read. */
export const FaultCodec: t.Type<Fault, unknown, unknown> = t.intersection([
  t.type({
    kind: word('throttled', 'denied', 'missing', 'conflict', 'limit', 'invalid', 'unavailable'),
    code: t.string,
    message: t.string,
    call: t.string
  }),
  t.partial({ requestId: t.string })
])

const Subnet = t.type({
  id: t.string,
  vpcId: t.string,
  availabilityZone: t.string,
  locale: word('availability-zone', 'local-zone', 'wavelength-zone', 'outpost'),
  availableIpAddressCount: t.number,
  ipv6CidrBlocks: Texts,
  public: t.boolean,
  tags: TextMap
})

const SecurityGroup = t.type({ id: t.string, vpcId: t.string, tags: TextMap })

const Certificate = t.type({
  arn: t.string,
  names: Texts,
  certificateAuthorityArn: t.union([t.string, t.undefined]),
  tags: TextMap
})

type Codecs = { readonly [K in QuestionKind]?: t.Type<Answers[K], unknown, unknown> }

// What groups are made from. Targets are looked at anew each time, and are no part of a plan for groups.
const codecs = {
  subnetsOfVpc: t.readonlyArray(Subnet),
  subnet: Subnet,
  securityGroup: SecurityGroup,
  securityGroupsNamed: t.readonlyArray(SecurityGroup),
  certificates: t.readonlyArray(Certificate),
  targetGroupNamed: t.string,
  trustStoreNamed: t.string,
  webAclNamed: t.string,
  wafClassic: t.boolean,
  shieldSubscription: t.boolean
} as const satisfies Codecs

const codecOf = (key: string): t.Decoder<unknown, Answers[QuestionKind]> | undefined => {
  const [ask] = key.split(' ', 1)
  const found = Object.entries(codecs).find(([kind]) => kind === ask)
  return found?.[1]
}

/** An answer as a file keeps it: a value, or `absent`, or a fault. */
const KeptAnswer = t.intersection([
  t.type({ question: t.string }),
  t.partial({ value: t.unknown, absent: t.literal(true), fault: FaultCodec })
])

const keptAnswer = (question: string, answer: Answer<QuestionKind>): unknown => {
  if (E.isLeft(answer)) return { question, fault: answer.left }
  return O.isNone(answer.right) ? { question, absent: true } : { question, value: answer.right.value }
}

/** Facts as a file keeps them. */
export const factsJson = ({ now, answers }: Facts): unknown => ({
  now,
  answers: [...answers].filter(([key]) => codecOf(key) !== undefined).map(([key, answer]) => keptAnswer(key, answer))
})

const answerFrom = ({ question, value, absent: isAbsent, fault }: t.TypeOf<typeof KeptAnswer>, context: t.Context) => {
  if (fault !== undefined) return t.success<Answer<QuestionKind>>(E.left(fault))
  if (isAbsent === true) return t.success<Answer<QuestionKind>>(absent)
  const codec = codecOf(question)
  if (codec === undefined)
    return t.failure<Answer<QuestionKind>>(question, t.appendContext(context, 'question', t.string, question))
  const read = codec.validate(value, t.appendContext(context, 'value', codec, value))
  return E.isLeft(read) ? read : t.success<Answer<QuestionKind>>(known(read.right))
}

const Envelope = t.type({ now: t.number, answers: t.array(KeptAnswer) })

/** Facts from a file, each answer read by the codec of its question. */
export const FactsCodec: t.Type<Facts, unknown, unknown> = new t.Type(
  'facts',
  (value): value is Facts => typeof value === 'object',
  (value, context) => {
    const read = Envelope.validate(value, context)
    if (E.isLeft(read)) return read
    const answers = new Map<string, Answer<QuestionKind>>()
    for (const [i, kept] of read.right.answers.entries()) {
      const at = t.appendContext(
        t.appendContext(context, 'answers', Envelope, read.right.answers),
        String(i),
        KeptAnswer,
        kept
      )
      const answer = answerFrom(kept, at)
      if (E.isLeft(answer)) return answer
      answers.set(kept.question, answer.right)
    }
    return t.success({ now: read.right.now, answers })
  },
  factsJson
)
