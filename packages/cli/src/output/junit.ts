/** One thing that was looked at, for a report that build servers read. */
export interface JUnitCase {
  readonly name: string
  readonly file?: string
  readonly line?: number
  /** Absent where nothing is wrong. `type` is what sorts failures, such as a code; `text` may have several lines. */
  readonly failure?: { readonly type: string; readonly message: string; readonly text: string }
}

/** Cases that belong together, such as those of one file. */
export interface JUnitSuite {
  readonly name: string
  readonly cases: ReadonlyArray<JUnitCase>
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;'
}

// XML 1.0 has no way to write control characters, halves of surrogate pairs and the last two places of the plane, escaped or not.
const unwritable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

// What hides or reorders the text around it would do so on the page of the build server, too.
const hidden = /[\u{7F}-\u{9F}\p{Cf}\p{Zl}\p{Zp}]/gu

const escaped = (text: string): string =>
  text
    .replace(unwritable, '\u{FFFD}')
    .replace(hidden, '\u{FFFD}')
    .replace(/[&<>"']/g, (character) => entities[character] ?? character)

// A line break in an attribute would be read as a space.
const attribute = (name: string, value: string | number | undefined): string =>
  value === undefined ? '' : ` ${name}="${escaped(String(value)).replace(/\r?\n|\r/g, '&#10;')}"`

const caseLines = (suite: string, { name, file, line, failure }: JUnitCase): ReadonlyArray<string> => {
  const open = `    <testcase${attribute('name', name)}${attribute('classname', suite)}${attribute('file', file)}${attribute('line', line)}`
  if (failure === undefined) return [`${open} time="0"/>`]
  const { type, message, text } = failure
  return [
    `${open} time="0">`,
    `      <failure${attribute('type', type)}${attribute('message', message)}>${escaped(text)}</failure>`,
    '    </testcase>'
  ]
}

const countsOf = (cases: ReadonlyArray<JUnitCase>): string =>
  ` tests="${cases.length}" failures="${cases.filter(({ failure }) => failure !== undefined).length}" errors="0" skipped="0" time="0"`

/** Suites as JUnit XML, the dialect that GitHub, GitLab and Jenkins read. Nothing in it depends on the time. Ends with a line break. */
export const junitText = (name: string, suites: ReadonlyArray<JUnitSuite>): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attribute('name', name)}${countsOf(suites.flatMap(({ cases }) => cases))}>`,
    ...suites.flatMap((suite) => [
      `  <testsuite${attribute('name', suite.name)}${countsOf(suite.cases)}>`,
      ...suite.cases.flatMap((each) => caseLines(suite.name, each)),
      '  </testsuite>'
    ]),
    '</testsuites>',
    ''
  ].join('\n')
