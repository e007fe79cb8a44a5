import { styleOf } from '@alb-ingress/core'
import { simulate } from './folder/simulation.js'
import { nodeTimers } from './time.js'

const [folder = 'examples/in-cluster'] = process.argv.slice(2)
const style = styleOf({ unicode: process.stdout.isTTY === true, colour: process.stdout.isTTY === true })

const write = (text: string): void => void process.stdout.write(text)

const simulation = await simulate({ folder, style, timers: nodeTimers, write }).catch((error: unknown) => {
  process.stderr.write(`controller: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
write(`\nEdit, add or remove a manifest below ${folder}, and see what comes of it. Ctrl-C ends.\n`)

const end = async (): Promise<void> => {
  await simulation.stop()
  process.exit(0)
}
process.once('SIGINT', () => void end())
process.once('SIGTERM', () => void end())
