import { styleOf } from '@alb-ingress/core'
import { simulate } from './folder/simulation.js'
import { nodeTimers } from './time.js'

const [folder = 'examples/in-cluster'] = process.argv.slice(2)
const style = styleOf({ unicode: process.stdout.isTTY === true, colour: process.stdout.isTTY === true })

const simulation = await simulate({ folder, style, timers: nodeTimers, write: (text) => process.stdout.write(text) })
process.stdout.write(`\nEdit, add or remove a manifest below ${folder}, and see what comes of it. Ctrl-C ends.\n`)

const end = async (): Promise<void> => {
  await simulation.stop()
  process.exit(0)
}
process.once('SIGINT', () => void end())
process.once('SIGTERM', () => void end())
