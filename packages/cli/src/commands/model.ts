import {
  Checked,
  type Diagnostic,
  diagnosticsJson,
  isError,
  type Model,
  type ModelDocument,
  modelDocument,
  type Outlook,
  pipe,
  stackText,
  TE
} from '@alb-ingress/core'
import type { Io } from '../io.js'
import { settled } from '../options/choice.js'
import { account, assumeMissing, config, format, manifests, type Shape } from '../options/declared.js'
import { reaching, recording } from '../options/world.js'
import { findingsIn, json, statusAfter, tellAssumable, tellFindings } from '../output/findings.js'
import { notServedText } from '../output/planned.js'
import { type Paper, paperOf } from '../output/terminal.js'
import type { CommandSpec } from './command.js'
import { type Looked, look } from './look.js'

// A document that nobody could read may have asked for anything: it counts with the objects that cannot be read.
const unreadable = (noticed: ReadonlyArray<Diagnostic>): Model['invalid'] =>
  noticed.filter(isError).map((each) => ({ object: each.at.object, why: [each] }))

const modelOf = ({ session: { noticed }, outlook: { groups, unmanaged, invalid } }: Looked): Model => ({
  groups: groups.map(({ id, members, leaving, stack }) => ({
    id,
    members,
    leaving,
    stack: Checked.valueIn(stack),
    refused: Checked.findings(stack).filter(isError)
  })),
  unmanaged: unmanaged.map(({ ingress }) => ingress),
  invalid: [...unreadable(noticed), ...invalid.map(({ object, problems }) => ({ object, why: problems }))]
})

const documentOf = (looked: Looked): ModelDocument => modelDocument(modelOf(looked), looked.session.install)

/** The document, with findings as data and with what is to become of each group. */
const jsonOf = (looked: Looked, findings: ReadonlyArray<Diagnostic>): unknown => {
  const { groups, ...rest } = documentOf(looked)
  const states = new Map(looked.outlook.groups.map(({ id, state }) => [id, state]))
  const withState = Object.entries(groups).map(([id, group]) => [id, { state: states.get(id), ...group }] as const)
  return { schemaVersion: 1, groups: Object.fromEntries(withState), ...rest, findings: diagnosticsJson(findings) }
}

const groupText = ({ id, members, leaving, stack, state }: Outlook['groups'][number], { style }: Paper): string => {
  const who = [
    ...(members.length === 0 ? [] : [`members: ${members.join(', ')}`]),
    ...(leaving.length === 0 ? [] : [`leaving: ${leaving.join(', ')}`])
  ]
  const title = `${style.paint('heading', id)}${who.length === 0 ? '' : ` (${who.join('; ')})`}`
  if (state === 'leaving') return `${title}\nNobody is left in it: its load balancer goes.`
  const value = Checked.valueIn(stack)
  if (value === undefined) return `${title}\nRefused: it stays as it is until this is mended.`
  const note = state === 'frozen' ? '\nThis cannot be carried out yet: what is there stays as it is.' : ''
  return `${title}\n${stackText(value, style)}${note}`
}

/** What was understood, for people: each group with its load balancer, and who is not ours. */
const outlookText = (outlook: Outlook, paper: Paper): string => {
  const groups = outlook.groups.map((group) => groupText(group, paper))
  const others = notServedText(outlook)
  const texts = others === '' ? groups : [...groups, others]
  return texts.length === 0 ? 'No Ingress to serve.' : texts.join('\n\n')
}

const shaped = (shape: Shape, looked: Looked, findings: ReadonlyArray<Diagnostic>): unknown =>
  shape === 'json' ? jsonOf(looked, findings) : documentOf(looked)

const print = (io: Io, shape: Shape, looked: Looked, findings: ReadonlyArray<Diagnostic>): void => {
  const paper = paperOf(io, 'stdout')
  if (shape === 'text') paper.write(outlookText(looked.outlook, paper))
  else io.out(json(shaped(shape, looked, findings)))
}

export const model: CommandSpec = {
  name: 'model',
  summary: 'Print the load balancers that the manifests ask for.',
  notes: ['Exit status: 0, or 1 when something was refused; the other groups are printed all the same.'],
  words: [],
  options: [manifests, account, assumeMissing, config, ...reaching, ...recording, format],
  run: (io, choice) =>
    pipe(
      look(io, choice),
      TE.map((looked) => {
        const findings = findingsIn(looked.session, looked.outlook)
        const shape = settled(choice, format)
        print(io, shape, looked, findings)
        if (shape !== 'json') tellFindings(io, findings)
        if (shape === 'text') tellAssumable(io, choice, findings)
        return statusAfter(findings, 0)
      })
    )
}
