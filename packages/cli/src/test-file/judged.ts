import type { Path } from '@alb-ingress/adapter-k8s/manifests'
import {
  type Code,
  type Diagnostic,
  E,
  type Front,
  isError,
  judge,
  type Mismatch,
  type Position,
  requestOf,
  requestText,
  type Verdict
} from '@alb-ingress/core'
import type { Test } from './declaration.js'
import type { ReadTests } from './read.js'

/** A test and what became of it. */
export type JudgedTest = {
  readonly name: string
  readonly position: Position
  readonly passed: boolean
} & (
  | { readonly about: 'request'; readonly verdict: Verdict; readonly placeOf: (mismatch: Mismatch) => Position }
  /** A code that the manifests should be refused for. `errors` are those that there are. */
  | { readonly about: 'refusal'; readonly code: string; readonly errors: ReadonlyArray<Diagnostic> }
)

/** A test file and what became of its tests. */
export interface JudgedFile {
  readonly path: string
  readonly tests: ReadonlyArray<JudgedTest>
}

const judgeRequest = (front: Front, { positionOf }: ReadTests, test: Test, at: Path): JudgedTest => {
  const request = requestOf(test.request)
  if (E.isLeft(request)) throw new Error(`A request that was read is none any more: ${request.left}`)
  const verdict = judge(front, request.right, test.expect, test.group)
  return {
    about: 'request',
    name: test.name ?? requestText(request.right),
    position: positionOf([...at, 'request']),
    passed: verdict.passed,
    verdict,
    placeOf: ({ aspect }) => positionOf([...at, 'expect', aspect])
  }
}

const judgeRefusal = ({ findings }: Front, { positionOf }: ReadTests, code: string, index: number): JudgedTest => {
  const errors = findings.filter(isError)
  const passed = errors.some((each) => each.code === code)
  return {
    about: 'refusal',
    name: `refused for ${code}`,
    position: positionOf(['refused', index]),
    passed,
    code,
    errors
  }
}

/** Judges every test of a file, in the order in which they stand there. */
export const judgeFile = (front: Front, file: ReadTests): JudgedFile => ({
  path: file.path,
  tests: [
    ...(file.tests.refused ?? []).map((code, index) => judgeRefusal(front, file, code, index)),
    ...file.tests.tests.map((test, index) => judgeRequest(front, file, test, ['tests', index]))
  ]
})

/** What is refused although no test file expects it. */
export const unexpected = (front: Front, files: ReadonlyArray<ReadTests>): ReadonlyArray<Diagnostic> => {
  const expected = new Set<Code | string>(files.flatMap(({ tests }) => tests.refused ?? []))
  return front.findings.filter((each) => isError(each) && !expected.has(each.code))
}
