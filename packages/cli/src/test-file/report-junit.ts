import { type Diagnostic, diagnosticsText, type Position, plainStyle } from '@alb-ingress/core'
import { type JUnitCase, junitText } from '../output/junit.js'
import type { JudgedTest } from './judged.js'
import { failureText, isCovered, type TestReport } from './report.js'
import { coverageLines, percentText } from './report-text.js'

const failureOf = (test: JudgedTest): JUnitCase['failure'] => {
  if (test.passed) return undefined
  const text = failureText(test, plainStyle)
  const [first] = test.about === 'request' ? test.verdict.mismatches : []
  const message =
    first === undefined ? `not ${test.name}` : `${first.aspect}: expected ${first.expected}, and got ${first.found}`
  return { type: test.about === 'request' ? (first?.aspect ?? 'request') : 'refusal', message, text }
}

const placed = ({ file, line }: Position): Pick<JUnitCase, 'file' | 'line'> => ({ file, line })

const testCase = (test: JudgedTest): JUnitCase => {
  const failure = failureOf(test)
  return { name: test.name, ...placed(test.position), ...(failure === undefined ? {} : { failure }) }
}

const refusalCase = (finding: Diagnostic): JUnitCase => ({
  name: `${finding.code} ${finding.message}`,
  ...(finding.position === undefined ? {} : placed(finding.position)),
  failure: { type: finding.code, message: finding.message, text: diagnosticsText([finding], plainStyle) }
})

const coverageCase = (report: TestReport): JUnitCase => ({
  name: `coverage is at least ${report.least} %`,
  ...(isCovered(report)
    ? {}
    : {
        failure: {
          type: 'coverage',
          message: `${percentText(report.percent)} of the rules are reached by a test`,
          text: coverageLines(report, plainStyle).join('\n')
        }
      })
})

/** For build servers: a suite for each file, and one for the manifests where something in them is refused, or coverage is asked for. */
export const reportJUnit = (report: TestReport): string => {
  const about = [...report.unexpected.map(refusalCase), ...(report.least === undefined ? [] : [coverageCase(report)])]
  return junitText('alb-ingress test', [
    ...report.files.map(({ path, tests }) => ({ name: path, cases: tests.map(testCase) })),
    ...(about.length === 0 ? [] : [{ name: 'manifests', cases: about }])
  ])
}
