import * as Checked from '../checked/checked.js'
import type { Diagnostic } from '../checked/diagnostic.js'
import { firstProblem, type Problem, problemsIn } from '../checked/problems.js'
import type { Facts } from '../facts/facts.js'
import type { Fault } from '../facts/fault.js'
import type { Installation } from '../install.js'
import { E, t } from '../prelude.js'
import { diagnosticsJson } from '../render/diagnostics-text.js'
import { someFields, tagged } from '../render/plan-codec.js'
import { TextMap, word } from '../resources/fields.js'
import type { DetailNeeded, FoundResource } from '../resources/found.js'
import type { AwsKind } from '../resources/ref.js'
import { masked } from '../support/redacted.js'
import { FactsCodec, FaultCodec, factsJson } from './answers.js'
import { InstallationCodec } from './installation.js'
import { withoutSecrets } from './without-secrets.js'

/** Counts up whenever older programs could misread what newer ones write. */
export const recordingVersion = 1

/** All that a look at cluster and account has brought: whatever was made of it can be made of it again. */
export interface Recording {
  readonly install: Installation
  readonly objects: ReadonlyArray<unknown>
  readonly facts: Facts
  readonly found: ReadonlyArray<FoundResource>
  readonly details: ReadonlyArray<DetailNeeded & { readonly value: E.Either<Fault, unknown> }>
  /** Some document could not be read. */
  readonly isIncomplete: boolean
  readonly bindingsPublished: boolean
  readonly keepsWrites: boolean
}

const kinds: ReadonlyArray<AwsKind> = [
  ...(['SecurityGroup', 'Certificate', 'LoadBalancer'] as const),
  ...(['TargetGroup', 'Listener', 'ListenerRule'] as const)
]

const Reported = t.partial({ dnsName: t.string, state: word('provisioning', 'active', 'failed') })

// The codecs of the fields are those from which the types of specs are inferred.
const Found = tagged(
  'found',
  'kind',
  Object.fromEntries(
    kinds.map((kind) => [
      kind,
      t.intersection([
        t.type({
          kind: t.literal(kind),
          physicalId: t.string,
          tags: TextMap,
          spec: someFields(kind),
          reported: Reported
        }),
        t.partial({ owner: t.string })
      ])
    ])
  )
) as t.Type<FoundResource, unknown, unknown>

const Detail = t.intersection([
  t.type({
    kind: word(...(kinds as readonly [AwsKind, ...ReadonlyArray<AwsKind>])),
    physicalId: t.string,
    field: t.string
  }),
  t.partial({ value: t.unknown, fault: FaultCodec })
])

const Shape = t.type({
  installation: InstallationCodec,
  objects: t.readonlyArray(t.unknown),
  facts: FactsCodec,
  found: t.readonlyArray(Found),
  details: t.readonlyArray(Detail),
  isIncomplete: t.boolean,
  bindingsPublished: t.boolean,
  keepsWrites: t.boolean
})

const Version = t.type({ schemaVersion: t.number })

const problemIn = (name: string): Problem =>
  problemsIn('recording/unreadable', { kind: 'Recording', name }, 'Record it again with this version.')

/** The recording as JSON, with the findings beside it for people. No secret is in it. */
export const recordingJson = (recording: Recording, findings: ReadonlyArray<Diagnostic>): unknown => {
  const { install, objects, facts, found, details, ...rest } = recording
  const kept = {
    schemaVersion: recordingVersion,
    installation: InstallationCodec.encode(install),
    facts: factsJson(facts),
    found,
    details: details.map(({ value, ...of }) =>
      E.isLeft(value) ? { ...of, fault: value.left } : { ...of, value: value.right }
    ),
    ...rest,
    findings: diagnosticsJson(findings)
  }
  return masked({ ...kept, objects: objects.flatMap(withoutSecrets) })
}

const detailFrom = ({ value, fault, ...of }: t.TypeOf<typeof Detail>): Recording['details'][number] => ({
  ...of,
  value: fault === undefined ? E.right(value) : E.left(fault)
})

/** Reads a recording like any other input. */
export const decodeRecording = (json: unknown, name: string): Checked.Checked<Recording> => {
  const problem = problemIn(name)
  const version = Version.decode(json)
  if (E.isLeft(version)) return Checked.refuse(firstProblem(version.left, [], problem))
  if (version.right.schemaVersion !== recordingVersion) {
    const message = `It has version ${version.right.schemaVersion}, and this program reads version ${recordingVersion}.`
    return Checked.refuse(problem(['schemaVersion'], message))
  }
  const read = Shape.decode(json)
  if (E.isLeft(read)) return Checked.refuse(firstProblem(read.left, [], problem))
  const { installation: install, details, ...rest } = read.right
  return Checked.ok({ ...rest, install, details: details.map(detailFrom) })
}
