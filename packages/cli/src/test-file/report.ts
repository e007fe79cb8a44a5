import {
  type Coverage,
  type Diagnostic,
  diagnosticsText,
  positionText,
  type Style,
  verdictText
} from '@alb-ingress/core'
import type { JudgedFile, JudgedTest } from './judged.js'

/** All that a run of tests has found out. */
export interface TestReport {
  readonly files: ReadonlyArray<JudgedFile>
  readonly coverage: Coverage
  /** From 0 to 100. */
  readonly percent: number
  /** The least that `percent` may be; absent where nobody asks. */
  readonly least: number | undefined
  /** What is refused and should not be. */
  readonly unexpected: ReadonlyArray<Diagnostic>
}

export const testsIn = ({ files }: TestReport): ReadonlyArray<JudgedTest> => files.flatMap(({ tests }) => tests)

export const isCovered = ({ percent, least }: TestReport): boolean => least === undefined || percent >= least

/** Whether everything is as it should be: the tests, what is refused, and the coverage. */
export const hasPassed = (report: TestReport): boolean =>
  testsIn(report).every(({ passed }) => passed) && report.unexpected.length === 0 && isCovered(report)

const refusalText = ({ code, errors }: Extract<JudgedTest, { readonly about: 'refusal' }>, style: Style): string =>
  errors.length === 0
    ? `Expected a refusal with ${code}, and nothing is refused.\nCorrect the manifests, or take the code out of refused.`
    : `Expected a refusal with ${code}, and other things are refused:\n${diagnosticsText(errors, style)}`

/** Why a test has failed: what was expected and found, with its place, and the way of the request. */
export const failureText = (test: JudgedTest, style: Style): string =>
  test.about === 'refusal'
    ? refusalText(test, style)
    : verdictText(test.verdict, style, (mismatch) => `${positionText(test.placeOf(mismatch))}: `)
