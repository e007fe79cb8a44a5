import {
  desiredGraph,
  type Graph,
  type GroupId,
  graphMermaid,
  isError,
  type ObservedState,
  type Outlook,
  observedGraph,
  pipe,
  planGraph,
  TE
} from '@alb-ingress/core'
import { oneLine, type Trouble } from '../exit.js'
import type { Io } from '../io.js'
import { type Choice, chosen, settled } from '../options/choice.js'
import { account, assumeMissing, config, graphFormat, graphFrom, group, manifests } from '../options/declared.js'
import { reaching, recording } from '../options/world.js'
import { findingsIn, json, statusAfter, tellFindings } from '../output/findings.js'
import { graphPage } from '../picture/page.js'
import { graphSvg } from '../picture/svg.js'
import type { CommandSpec } from './command.js'
import { type Looked, look, planFor } from './look.js'

type Observed = Pick<ObservedState, 'stacks'>

const only = ({ observed }: Outlook, id: GroupId | undefined): Observed =>
  id === undefined ? observed : { stacks: new Map([...observed.stacks].filter(([stack]) => stack === id)) }

const graphOf = (looked: Looked, choice: Choice): Graph => {
  const { groups } = looked.outlook
  const observed = only(looked.outlook, chosen(choice, group))
  switch (settled(choice, graphFrom)) {
    case 'files':
      return desiredGraph(groups)
    case 'plan':
      return planGraph(groups, observed, planFor(looked, 'sync').plan)
    case 'account':
      return observedGraph(groups, observed)
  }
}

const titles = {
  files: 'Load balancers that the manifests ask for',
  plan: 'What the plan makes of the load balancers',
  account: 'Load balancers of the account'
} as const

const text = async (graph: Graph, format: 'mermaid' | 'svg' | 'html' | 'json', title: string): Promise<string> => {
  switch (format) {
    case 'mermaid':
      return graphMermaid(graph)
    case 'svg':
      return graphSvg(graph, title)
    case 'html':
      return graphPage(graph, title)
    case 'json':
      return json({ schemaVersion: 1, ...graph })
  }
}

// What an account has can be drawn without any manifest.
const withoutManifests = (choice: Choice): Choice =>
  settled(choice, graphFrom) !== 'account' || chosen(choice, manifests) !== undefined
    ? choice
    : { ...choice, config: new Map(choice.config).set(manifests.name, []) }

const nothing = (id: GroupId | undefined): Trouble => [
  id === undefined ? 'There is no group to draw.' : `There is no group ${JSON.stringify(id)} to draw.`
]

// Graphviz says no more when it runs out of memory.
const tooLarge = (error: unknown): Trouble => [
  `Graphviz could not draw it (${oneLine(String(error))}). Draw one group with --group, or all of it with --format mermaid.`
]

const draw = (io: Io, choice: Choice): ReturnType<CommandSpec['run']> => {
  const id = chosen(choice, group)
  return pipe(
    look(io, withoutManifests(choice), id === undefined ? {} : { only: id }),
    TE.chain((looked) => {
      const findings = findingsIn(looked.session, looked.outlook)
      const graph = graphOf(looked, choice)
      if (graph.nodes.length === 0 && !findings.some(isError)) return TE.left(nothing(id))
      const title = `${titles[graph.from]}${id === undefined ? '' : `: ${id}`}`
      return pipe(
        TE.tryCatch(() => text(graph, settled(choice, graphFormat), title), tooLarge),
        TE.map((drawn) => {
          io.out(drawn)
          tellFindings(io, findings)
          return statusAfter(findings, 0)
        })
      )
    })
  )
}

export const graph: CommandSpec = {
  name: 'graph',
  summary: 'Draw the way from Ingresses over load balancers, rules and target groups to Services.',
  notes: [
    'From files, from a plan (what is added, changed and removed), or from an account as it is:',
    '  alb-ingress graph --manifests manifests/ --account account.json',
    '  alb-ingress graph --from plan --format html -m manifests/ -a account.json > plan.html',
    '  alb-ingress graph --from account --format svg --account account.json > account.svg',
    '',
    'Pictures and pages are whole: they hold no script, and load nothing.',
    '',
    'Exit status: 0, or 1 when something was refused; the other groups are drawn all the same.'
  ],
  words: [],
  options: [manifests, account, assumeMissing, config, ...reaching, ...recording, graphFrom, graphFormat, group],
  run: (io, choice) => draw(io, choice)
}
