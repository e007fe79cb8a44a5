import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { locate, parseAll } from '@alb-ingress/adapter-k8s/manifests'
import {
  decodeAccountFile,
  installationFrom,
  memoryAws,
  memoryClock,
  memoryCluster,
  memoryKubernetes,
  type Remembered,
  rememberedOf,
  type World,
  worldFrom
} from '@alb-ingress/adapter-memory'
import {
  Checked,
  carryOut,
  diagnosticsText,
  E,
  type Installation,
  isError,
  modelDocument,
  type Outlook,
  observedOf,
  type Plan,
  type Ports,
  plainStyle,
  planOf,
  planText,
  stackText,
  survey
} from '@alb-ingress/core'

/** An account and a cluster in memory, which outlive the manifests that are shown to them. */
interface Stage {
  readonly install: Installation
  readonly world: World
  remembered: Remembered
}

/** One look at the stage with some manifests, and the way on from there. */
interface Scene {
  readonly outlook: Outlook
  readonly plan: Plan
  /** The plan and the findings, as a reader sees them. */
  readonly text: string
  /** Carries the plan out; the stage is another one afterwards. Says whether steps were left for later. */
  readonly play: () => Promise<boolean>
}

const must = <A>(checked: Checked.Checked<A>): A => {
  if (checked._tag === 'Left') throw new Error(diagnosticsText(checked.left, plainStyle))
  return checked.right
}

const stageOf = (folder: string): Stage => {
  const file = must(decodeAccountFile(JSON.parse(readFileSync(join(folder, 'account.json'), 'utf8'))))
  return { install: must(installationFrom(file)), world: worldFrom(file), remembered: file.kubernetes ?? {} }
}

const orThrow = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

const paragraphs = (...texts: ReadonlyArray<string>): string => `${texts.filter((text) => text !== '').join('\n\n')}\n`

const strayText = ({ stray }: Outlook): string =>
  stray.length === 0 ? '' : `No manifest asks for ${stray.join(', ')}: left alone.`

const lookAt = async (stage: Stage, folder: string, name: string): Promise<Scene> => {
  const { documents, diagnostics } = parseAll([{ file: name, text: readFileSync(join(folder, name), 'utf8') }])
  const clock = memoryClock(0)
  const cluster = memoryCluster(
    documents.map(({ object }) => object),
    stage.remembered
  )
  const ports: Ports = { aws: memoryAws(stage.world, clock), kubernetes: memoryKubernetes(cluster, clock), clock }
  const outlook = orThrow(await survey(ports, stage.install)()())
  const { plan } = planOf(outlook, diagnostics.some(isError) ? 'upsert-only' : 'sync')
  const findings = [...diagnostics, ...outlook.findings].map(locate(documents))
  return {
    outlook,
    plan,
    text: paragraphs(planText(plan, plainStyle), strayText(outlook), diagnosticsText(findings, plainStyle)),
    play: async () => {
      const { failed, postponed = [] } = await carryOut(ports, { concurrency: 1, onProgress: () => undefined })(
        plan,
        outlook.observed
      )()
      if (failed.length > 0) throw new Error(JSON.stringify(failed))
      stage.remembered = rememberedOf(cluster)
      return postponed.length > 0
    }
  }
}

const modelText = ({ groups, unmanaged, invalid }: Outlook, install: Installation): string => {
  const model = modelDocument(
    {
      groups: groups.map(({ stack, ...group }) => ({
        ...group,
        stack: Checked.valueIn(stack),
        refused: Checked.findings(stack).filter(isError)
      })),
      unmanaged: unmanaged.map(({ ingress }) => ingress),
      invalid: invalid.map(({ object, problems }) => ({ object, why: problems }))
    },
    install
  )
  return `${JSON.stringify(model, undefined, 2)}\n`
}

const resultText = ({ observed }: Outlook): string => {
  const balancers = [...observed.stacks.values()].filter((stack) => observedOf(stack, 'LoadBalancer').length > 0)
  if (balancers.length === 0) return 'No load balancer is there.\n'
  return paragraphs(...balancers.map((stack) => `${stack.id}\n${stackText(stack, plainStyle)}`))
}

/** What a story comes to: the text of each file under `expected/`, and whether its last plan left nothing to do. */
export interface Told {
  readonly texts: Readonly<Record<string, string>>
  readonly isSettled: boolean
}

const before = 'manifests.yaml'
const after = 'manifests.after.yaml'

/** Plays what AWS takes only once it has finished making something, where there is such a thing. */
const playLater = async (stage: Stage, folder: string): Promise<Readonly<Record<string, string>>> => {
  const later = await lookAt(stage, folder, before)
  await later.play()
  return { 'later-plan.txt': later.text }
}

/** Plays a story: its manifests on its account, then again, then those of afterwards where it has some, and those again. */
export const tellStory = async (folder: string): Promise<Told> => {
  const stage = stageOf(folder)
  const first = await lookAt(stage, folder, before)
  const isLeft = await first.play()
  const rest = isLeft ? await playLater(stage, folder) : {}
  const second = await lookAt(stage, folder, before)
  const texts = {
    'model.json': modelText(first.outlook, stage.install),
    'plan.txt': first.text,
    ...rest,
    'result.txt': resultText(second.outlook),
    'second-plan.txt': second.text
  }
  const isSettled = second.plan.steps.length === 0
  if (!existsSync(join(folder, after))) return { texts, isSettled }
  const change = await lookAt(stage, folder, after)
  await change.play()
  const last = await lookAt(stage, folder, after)
  return {
    texts: { ...texts, 'change-plan.txt': change.text, 'change-result.txt': resultText(last.outlook) },
    isSettled: isSettled && last.plan.steps.length === 0
  }
}
