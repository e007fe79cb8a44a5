import { positionText, printable, type Reachable, type Style } from '@alb-ingress/core'
import type { JudgedTest } from './judged.js'
import { failureText, isCovered, type TestReport, testsIn } from './report.js'

const indented = (text: string): string => text.replace(/^(?=.)/gm, '    ')

const testLines = (test: JudgedTest, style: Style): ReadonlyArray<string> => {
  const { glyphs, paint } = style
  if (test.passed) return [`  ${paint('create', glyphs.yes)} ${printable(test.name)}`]
  return [
    `  ${paint('error', `! ${printable(test.name)}`)}  ${positionText(test.position)}`,
    indented(failureText(test, style))
  ]
}

// Halves up would call 99.96 a hundred.
export const percentText = (percent: number): string => `${Math.floor(percent * 10) / 10} %`

const wayText = ({ group, name, when, does }: Reachable, { glyphs }: Style): string =>
  `  ${group} ${name}${when === '' ? '' : `  ${when}`} ${glyphs.arrow} ${does}`

/** How much was reached, and what was not. */
export const coverageLines = (report: TestReport, style: Style): ReadonlyArray<string> => {
  const { reached, missed } = report.coverage
  const total = reached.length + missed.length
  const count = `Coverage: ${reached.length} of ${total} ${total === 1 ? 'rule' : 'rules'} (${percentText(report.percent)})`
  const below = isCovered(report) ? '' : `, below the ${report.least} % that --fail-under asks for`
  return [
    isCovered(report) ? `${count}.` : style.paint('error', `${count}${below}.`),
    ...(missed.length === 0 ? [] : ['No test reaches:', ...missed.map((each) => wayText(each, style))])
  ]
}

const countLine = (report: TestReport): string => {
  const all = testsIn(report)
  const failed = all.filter(({ passed }) => !passed).length
  const refused = report.unexpected.length
  return `${all.length - failed} passed, ${failed} failed${refused === 0 ? '' : `, ${refused} refused`}`
}

/** For people: each test, why it failed, and what no test reaches. What is refused is told elsewhere, with the other findings. */
export const reportText = (report: TestReport, style: Style): string =>
  [
    ...report.files.flatMap(({ path, tests }) => [
      style.paint('heading', path),
      ...tests.flatMap((test) => testLines(test, style)),
      ''
    ]),
    ...coverageLines(report, style),
    '',
    countLine(report)
  ].join('\n')
