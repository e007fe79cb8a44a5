import { diagnosticsJson, masked, requestText } from '@alb-ingress/core'
import { json } from '../output/findings.js'
import type { JudgedTest } from './judged.js'
import { hasPassed, type TestReport } from './report.js'

const jsonOfTest = (test: JudgedTest): unknown => {
  const { name, position, passed } = test
  if (test.about === 'refusal') return { name, position, passed, refused: test.code }
  const { request, mismatches } = test.verdict
  const placed = mismatches.map((each) => ({ ...each, position: test.placeOf(each) }))
  return { name, position, passed, request: requestText(request), mismatches: placed }
}

/** For programs. */
export const reportJson = (report: TestReport): string =>
  json(
    masked({
      schemaVersion: 1,
      passed: hasPassed(report),
      files: report.files.map(({ path, tests }) => ({ path, tests: tests.map(jsonOfTest) })),
      coverage: { percent: report.percent, failUnder: report.least, ...report.coverage },
      refused: diagnosticsJson(report.unexpected)
    })
  )
