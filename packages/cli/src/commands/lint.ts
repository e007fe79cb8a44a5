import { type Code, catalogue, countText, isError, nearest, O, pipe, TE, whyText } from '@alb-ingress/core'
import type { ExitStatus, Trouble } from '../exit.js'
import type { Io } from '../io.js'
import { lintOutput, lintText } from '../lint/formats.js'
import { type Linted, lintFiles } from '../lint/look.js'
import { type Choice, chosen, settled } from '../options/choice.js'
import { account, assumeMissing, config, lintFormat, maxWarnings, why } from '../options/declared.js'
import { paperOf } from '../output/terminal.js'
import type { CommandSpec } from './command.js'

const isCode = (text: string): text is Code => Object.hasOwn(catalogue, text)

const explain = (io: Io, code: string): TE.TaskEither<Trouble, ExitStatus> => {
  if (!isCode(code)) {
    const codes = Object.keys(catalogue)
    const near = O.toUndefined(nearest(code, codes)) ?? codes.find((known) => known.endsWith(`/${code}`))
    const meant =
      near === undefined ? 'A code is what stands in brackets, as in lint/unknown-key.' : `Did you mean ${near}?`
    return TE.left([`No finding has the code ${JSON.stringify(code)}. ${meant}`])
  }
  const paper = paperOf(io, 'stdout')
  paper.write(whyText(code, paper.style))
  return TE.right(0)
}

const print = (io: Io, choice: Choice, linted: Linted): void => {
  const format = settled(choice, lintFormat)
  if (format !== 'text') {
    io.out(lintOutput(format, linted))
    return
  }
  const paper = paperOf(io, 'stdout')
  paper.write(lintText(linted, paper.style))
}

/** 1 where something would be refused, or where there are more warnings than somebody wants to have. */
const statusOf = (io: Io, choice: Choice, { report: { findings } }: Linted): ExitStatus => {
  if (findings.some(isError)) return 1
  const most = chosen(choice, maxWarnings)
  const warnings = findings.filter(({ severity }) => severity === 'warning')
  if (most === undefined || warnings.length <= most) return 0
  const paper = paperOf(io, 'stderr')
  paper.write(paper.style.paint('error', `${countText(warnings)}, and --max-warnings allows ${most}.`))
  return 1
}

export const lint: CommandSpec = {
  name: 'lint',
  summary: 'Say what somebody probably did not mean, from manifests alone.',
  notes: [
    'Paths come first: files, folders and globs with manifests; - reads standard input.',
    '  alb-ingress lint manifests/',
    '  helm template . | alb-ingress lint - --format github',
    '',
    'Without an account, nothing is reported that only an account or a cluster could tell.',
    'A finding that is meant is ignored by its object, with the reason:',
    '  metadata:',
    '    annotations:',
    '      alb-ingress.dev/ignore: "lint/unused-action: Argo Rollouts writes the rest"',
    '',
    'Exit status: 0, or 1 when something would be refused or there are too many warnings.'
  ],
  words: [['[path...]', 'Files, folders and globs with manifests.']],
  options: [account, assumeMissing, config, lintFormat, maxWarnings, why],
  run: (io, choice, paths) => {
    const code = chosen(choice, why)
    if (code !== undefined) return explain(io, code)
    if (paths.length === 0) return TE.left(['lint needs a path: a file, a folder, or - for standard input.'])
    return pipe(
      lintFiles(io, choice, paths),
      TE.map((linted) => {
        print(io, choice, linted)
        return statusOf(io, choice, linted)
      })
    )
  }
}
