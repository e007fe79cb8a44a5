import { type Coverage, coverageOf, E, type Front, isError, percentCovered, pipe, TE } from '@alb-ingress/core'
import { oneLine, type Trouble } from '../exit.js'
import type { Io } from '../io.js'
import { type Choice, chosen, settled } from '../options/choice.js'
import { account, assumeMissing, config, failUnder, manifests, testFormat } from '../options/declared.js'
import { tellFindings } from '../output/findings.js'
import { paperOf } from '../output/terminal.js'
import { type JudgedFile, judgeFile, unexpected } from '../test-file/judged.js'
import { type ReadTests, readTests } from '../test-file/read.js'
import { hasPassed, type TestReport } from '../test-file/report.js'
import { reportJson } from '../test-file/report-json.js'
import { reportJUnit } from '../test-file/report-junit.js'
import { reportText } from '../test-file/report-text.js'
import { openFront, type Source, sourceOf } from '../test-file/world.js'
import type { CommandSpec } from './command.js'

interface Sourced {
  readonly file: ReadTests
  readonly source: Source
}

const readFile = (io: Io, choice: Choice, path: string): TE.TaskEither<Trouble, Sourced> =>
  pipe(
    io.texts.read(path),
    TE.mapLeft(({ message }): Trouble => [oneLine(message)]),
    TE.chainEitherK((content) => readTests(path, content)),
    TE.chainEitherK((file) =>
      pipe(
        sourceOf(choice, file),
        E.map((source) => ({ file, source }))
      )
    )
  )

/** The work on every item, in turn; or the trouble of all of them together. */
const each =
  <A, B>(work: (item: A) => TE.TaskEither<Trouble, B>) =>
  (items: ReadonlyArray<A>): TE.TaskEither<Trouble, ReadonlyArray<B>> =>
  async () => {
    const done: Array<B> = []
    const trouble: Array<string> = []
    for (const item of items) {
      const result = await work(item)()
      if (E.isLeft(result)) trouble.push(...result.left)
      else done.push(result.right)
    }
    return trouble.length > 0 ? E.left([...new Set(trouble)]) : E.right(done)
  }

/** Test files about the same manifests and account: what one of them does not reach, another may. */
interface Judged {
  readonly front: Front
  readonly files: ReadonlyArray<ReadTests>
  readonly judged: ReadonlyArray<JudgedFile>
}

const bySource = (files: ReadonlyArray<Sourced>): ReadonlyArray<ReadonlyArray<Sourced>> => {
  const groups = new Map<string, Array<Sourced>>()
  for (const each of files) {
    const known = groups.get(each.source.key)
    if (known === undefined) groups.set(each.source.key, [each])
    else known.push(each)
  }
  return [...groups.values()]
}

const judgeTogether =
  (io: Io) =>
  (files: ReadonlyArray<Sourced>): TE.TaskEither<Trouble, Judged> => {
    const [first] = files
    if (first === undefined) return TE.left([])
    return pipe(
      openFront(io, first.source),
      TE.map((front) => ({
        front,
        files: files.map(({ file }) => file),
        judged: files.map(({ file }) => judgeFile(front, file))
      }))
    )
  }

const coverageIn = (judged: ReadonlyArray<Judged>): Coverage => {
  const parts = judged.map(({ front, judged: files }) => {
    const tests = files.flatMap((file) => file.tests)
    return coverageOf(
      front,
      tests.flatMap((test) => (test.about === 'request' ? [test.verdict.reply] : []))
    )
  })
  return { reached: parts.flatMap(({ reached }) => reached), missed: parts.flatMap(({ missed }) => missed) }
}

const reportOf = (
  judged: ReadonlyArray<Judged>,
  paths: ReadonlyArray<string>,
  least: number | undefined
): TestReport => {
  const byPath = new Map(judged.flatMap((each) => each.judged).map((file) => [file.path, file]))
  const coverage = coverageIn(judged)
  return {
    files: [...new Set(paths)].flatMap((path) => byPath.get(path) ?? []),
    coverage,
    percent: percentCovered(coverage),
    least,
    unexpected: judged.flatMap(({ front, files }) => unexpected(front, files))
  }
}

const tell = (io: Io, choice: Choice, report: TestReport, judged: ReadonlyArray<Judged>): void => {
  const format = settled(choice, testFormat)
  if (format !== 'text') {
    io.out(format === 'json' ? reportJson(report) : reportJUnit(report))
    return
  }
  const paper = paperOf(io, 'stdout')
  paper.write(reportText(report, paper.style))
  const warnings = judged.flatMap(({ front }) => front.findings.filter((finding) => !isError(finding)))
  tellFindings(io, [...report.unexpected, ...warnings])
}

export const test: CommandSpec = {
  name: 'test',
  summary: 'Say whether requests come to what test files in YAML expect, with no cluster and no account.',
  notes: [
    'Files come first; each names its manifests and its account, or the flags do for all:',
    '  alb-ingress test routes.test.yaml --manifests manifests/ --account account.json --fail-under 80',
    '',
    'A test is a request and what it should come to:',
    '  manifests: manifests/',
    '  account: { certificates: ["*.shop.example"] }',
    '  tests:',
    '    - request: GET https://shop.example/cart',
    '      expect: { service: shop/cart:80, certificate: "*.shop.example" }',
    '',
    'It can expect a service, weights, a redirect, a response, authentication, a certificate, and what',
    'the Service receives. docs/test-file.schema.json tells editors the rest.',
    '',
    'Exit status: 0 when everything is as expected; 1 when a test failed, something was refused that no',
    'file expects to be, fewer rules were reached than --fail-under asks for, or a file cannot be read.'
  ],
  words: [['file...', 'Test files, in YAML or JSON.']],
  options: [manifests, account, assumeMissing, config, failUnder, testFormat],
  run: (io, choice, paths) =>
    pipe(
      [...new Set(paths)],
      each((path) => readFile(io, choice, path)),
      TE.map(bySource),
      TE.chain(each(judgeTogether(io))),
      TE.map((judged) => {
        const report = reportOf(judged, paths, chosen(choice, failUnder))
        tell(io, choice, report, judged)
        return hasPassed(report) ? 0 : 1
      })
    )
}
