import { type Code, catalogue } from '../checked/catalogue.js'
import { pageOf } from '../lint/pages.js'
import { rules } from '../lint/rules.js'
import type { Style } from './style.js'
import { yamlText } from './yaml-text.js'

const widest = 100

const wrapped = (text: string): string => {
  const lines: Array<string> = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > widest) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].join('\n')
}

// Nobody reads more than a page: examples of quotas have a hundred of everything.
const mostLines = 60
const longestLine = 200

const indented = (text: string): string => text.replace(/^/gm, '  ')

const exampleText = (objects: ReadonlyArray<unknown>): string | undefined => {
  const text = objects.map(yamlText).join('\n---\n')
  const lines = text.split('\n')
  return lines.length > mostLines || lines.some((line) => line.length > longestLine) ? undefined : indented(text)
}

const examplesOf = (code: Code, { paint }: Style): ReadonlyArray<string> => {
  const rule = rules.find((each) => each.code === code)
  const [wrong] = (rule?.invalid ?? []).flatMap((each) => exampleText(each) ?? [])
  return wrong === undefined ? [] : [paint('heading', 'A manifest that gives it:'), wrong]
}

/** The page of a code: how bad it is, what it stands for, why it matters, what to do, and a manifest that gives it. Ends without a line break. */
export const whyText = (code: Code, style: Style): string => {
  const { severity, summary } = catalogue[code]
  const { why, remedy } = pageOf(code)
  const [title, example] = examplesOf(code, style)
  return [
    `${style.paint(severity, `${severity}[${code}]`)} ${summary}`,
    wrapped(why),
    wrapped(remedy),
    ...(title === undefined || example === undefined ? [] : [`${title}\n${example}`])
  ].join('\n\n')
}
