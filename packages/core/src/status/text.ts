import type { Style } from '../render/style.js'
import { type Health, healthOf, type Status } from './status.js'

const sign = (health: Health, { glyphs, paint }: Style): string => {
  switch (health) {
    case 'well':
      return paint('create', glyphs.yes)
    case 'waiting':
      return paint('warning', glyphs.modify)
    case 'unwell':
      return paint('error', '!')
  }
}

const facts = ({ about }: Status): string => (about.length === 0 ? '' : `  ${about.join(', ')}`)

// Of targets that are well the number is enough.
const isShown = (status: Status): boolean => status.kind !== 'Target' || status.health !== 'well'

const lines = (status: Status, indent: string, style: Style): ReadonlyArray<string> => [
  `${indent}${sign(status.health, style)} ${status.name}${style.paint('quiet', facts(status))}`,
  ...status.reasons.map((reason) => `${indent}    ${reason}`),
  ...status.parts.filter(isShown).flatMap((part) => lines(part, `${indent}  `, style))
]

const many = (count: number, one: string): string => (count === 1 ? `1 ${one} is` : `${count} ${one}s are`)

const summary = (groups: ReadonlyArray<Status>): string => {
  const healths = groups.map(healthOf)
  const wrong = healths.filter((health) => health !== 'well').length
  if (groups.length === 0) return 'No Ingress is ours.'
  return wrong === 0 ? 'All is well.' : `${many(wrong, 'group')} not well.`
}

/** Groups as trees, one line for each thing and one for each reason, and at the end a line that says it all. */
export const statusText = (groups: ReadonlyArray<Status>, style: Style): string =>
  [...groups.map((group) => lines(group, '', style).join('\n')), summary(groups)].join('\n\n')
