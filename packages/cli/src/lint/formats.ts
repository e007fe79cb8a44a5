import {
  countText,
  diagnosticsJson,
  diagnosticsText,
  type Finding,
  githubCommands,
  plainStyle,
  positionText,
  type Style,
  sarifOf,
  sortDiagnostics
} from '@alb-ingress/core'
import type { LintFormat } from '../options/declared.js'
import { json } from '../output/findings.js'
import { type JUnitCase, type JUnitSuite, junitText } from '../output/junit.js'
import type { Linted } from './look.js'

const ignoredText = ({ report: { suppressed } }: Linted, { paint }: Style): ReadonlyArray<string> => {
  if (suppressed.length === 0) return []
  const count = suppressed.length === 1 ? '1 finding is ignored' : `${suppressed.length} findings are ignored`
  return [paint('quiet', `${count}, each for a reason that its object gives.`)]
}

const nothingText = (files: number): string => {
  if (files === 0) return 'Nothing to look at: no Kubernetes object is written there.'
  return `Nothing found in ${files === 1 ? '1 file' : `${files} files`}.`
}

/** For people: the findings, and how to learn more of one. */
export const lintText = (linted: Linted, style: Style): string => {
  const { findings } = linted.report
  const [first] = sortDiagnostics(findings)
  const ignored = ignoredText(linted, style)
  if (first === undefined) return [nothingText(linted.files.length), ...ignored].join('\n')
  const more = style.paint('quiet', `More about a finding: alb-ingress lint --why ${first.code}`)
  return [diagnosticsText(findings, style), [...ignored, more].join('\n')].join('\n\n')
}

const lintJson = ({ report: { findings, suppressed }, files }: Linted): string =>
  json({
    schemaVersion: 1,
    files,
    count: countText(findings),
    findings: diagnosticsJson(findings),
    suppressed: suppressed.map(({ finding, reason }) => ({ ...diagnosticsJson([finding])[0], reason }))
  })

const caseOf = (finding: Finding): JUnitCase => {
  const { code, message, position, severity } = finding
  const place = position === undefined ? {} : { file: position.file, line: position.line }
  const name = position === undefined ? code : `${code} ${positionText(position)}`
  const failure = { type: code, message, text: diagnosticsText([finding], plainStyle) }
  return { name, ...place, ...(severity === 'hint' ? {} : { failure }) }
}

/** A suite for each file; one in which nothing is found passes. */
const lintJUnit = ({ report: { findings }, files }: Linted): string => {
  const elsewhere = 'other'
  const byFile = new Map<string, Array<JUnitCase>>(files.map((file) => [file, []]))
  for (const each of sortDiagnostics(findings)) {
    const file = each.position?.file ?? elsewhere
    byFile.set(file, [...(byFile.get(file) ?? []), caseOf(each)])
  }
  const suites = [...byFile].map(
    ([name, cases]): JUnitSuite => ({ name, cases: cases.length > 0 ? cases : [{ name: 'nothing found', file: name }] })
  )
  return junitText('alb-ingress lint', suites)
}

/** A report for programs, with the line break at its end. */
export const lintOutput = (format: Exclude<LintFormat, 'text'>, linted: Linted): string => {
  switch (format) {
    case 'json':
      return lintJson(linted)
    case 'sarif':
      return json(sarifOf(linted.report))
    case 'junit':
      return lintJUnit(linted)
    case 'github': {
      const commands = githubCommands(linted.report.findings)
      return commands === '' ? '' : `${commands}\n`
    }
  }
}
