import {
  annotationPage,
  Checked,
  type Explained,
  explain as explainGroup,
  explainText,
  masked,
  nearest,
  O,
  type Outlook,
  pageFor,
  pages,
  pipe,
  TE
} from '@alb-ingress/core'
import type { ExitStatus, Trouble } from '../exit.js'
import type { Io } from '../io.js'
import { type Choice, chosen, settled } from '../options/choice.js'
import { account, assumeMissing, config, manifests, output } from '../options/declared.js'
import { reaching, recording, replay } from '../options/world.js'
import { findingsIn, json, statusAfter, tellAssumable, tellFindings } from '../output/findings.js'
import { paperOf } from '../output/terminal.js'
import { clusterAsked } from '../world/cluster-side.js'
import type { CommandSpec } from './command.js'
import { look } from './look.js'

type Group = Outlook['groups'][number]

/** The group of that name, or the one that the Ingress is a member of. */
const groupNamed = ({ groups }: Outlook, subject: string): Group | undefined =>
  groups.find(({ id }) => id === subject) ?? groups.find(({ members }) => members.includes(subject))

const settingsOf = ({ id, stack, prospect }: Group): ReadonlyArray<Explained> =>
  prospect.configured === undefined
    ? []
    : explainGroup(prospect.configured, Checked.valueIn(stack) ?? { id, resources: [] })

// Of one member of a group only what is its own is shown, and what it shares with the others.
const isAbout =
  (subject: string, group: Group) =>
  ({ about }: Explained): boolean => {
    if (subject === group.id) return true
    const others = group.members.filter((member) => member !== subject)
    return !others.some((other) => about === `Ingress ${other}` || about.startsWith(`target group ${other}-`))
  }

const unknown = (subject: string, { groups }: Outlook): Trouble => {
  const known = [
    ...groups.map(({ id }) => id),
    ...groups.flatMap(({ members }) => members),
    ...pages.map(({ key }) => key)
  ]
  const meant = nearest(subject, known)
  const advice = O.isSome(meant)
    ? `Did you mean ${meant.value}?`
    : 'alb-ingress model lists the groups and their members, alb-ingress reference the annotations.'
  return [`${JSON.stringify(subject)} is no group, no Ingress (namespace/name) and no annotation. ${advice}`]
}

// Without manifests it can only have been an annotation.
const noAnnotation = (subject: string): Trouble => {
  const meant = nearest(
    subject,
    pages.map(({ key }) => key)
  )
  const advice = O.isSome(meant) ? `Did you mean ${meant.value}?` : 'alb-ingress reference lists them.'
  return [`No annotation is called ${JSON.stringify(subject)}. ${advice} A group or an Ingress needs --manifests too.`]
}

const explainSubject = (io: Io, choice: Choice, subject: string): TE.TaskEither<Trouble, ExitStatus> =>
  pipe(
    look(io, choice),
    TE.chain(({ session, outlook }) => {
      const group = groupNamed(outlook, subject)
      if (group === undefined) return TE.left(unknown(subject, outlook))
      const settings = settingsOf(group).filter(isAbout(subject, group))
      const findings = findingsIn(session, outlook)
      const { style, write } = paperOf(io, 'stdout')
      if (settled(choice, output) === 'json') io.out(json(masked({ schemaVersion: 1, group: group.id, settings })))
      else write(`${style.paint('heading', group.id)}\n\n${explainText(settings, style)}`)
      tellFindings(io, findings)
      tellAssumable(io, choice, findings)
      return TE.right(statusAfter(findings, 0))
    })
  )

export const explain: CommandSpec = {
  name: 'explain',
  summary: 'Say what an annotation means, or where every setting of a group or an Ingress comes from.',
  notes: [
    'The page of an annotation, with or without its prefix:',
    '  alb-ingress explain healthcheck-path',
    'The settings of a group, or of an Ingress by namespace/name: who said what, what did not count,',
    'and what came of it:',
    '  alb-ingress explain shop/web --manifests manifests/ --account account.json',
    '',
    'Exit status: 0, or 1 when something was refused.'
  ],
  words: [['subject', 'An annotation, a group, or an Ingress by namespace/name.']],
  options: [manifests, account, assumeMissing, config, ...reaching, ...recording, output],
  run: (io, choice, [subject = '']) => {
    const page = pageFor(subject)
    const isAboutPages =
      chosen(choice, manifests) === undefined &&
      chosen(choice, replay) === undefined &&
      clusterAsked(choice) === undefined
    if (page === undefined && isAboutPages) return TE.left(noAnnotation(subject))
    if (page === undefined) return explainSubject(io, choice, subject)
    if (settled(choice, output) === 'json') io.out(json(page))
    else paperOf(io, 'stdout').write(annotationPage(page, 1))
    return TE.right(0)
  }
}
