import { apply } from './apply.js'
import type { CommandSpec } from './command.js'
import { explain } from './explain.js'
import { model } from './model.js'
import { plan } from './plan.js'
import { reference } from './reference.js'
import { route } from './route.js'
import { test } from './test.js'

/** In the order of help: look, plan, act, ask. */
export const commands: ReadonlyArray<CommandSpec> = [model, plan, apply, route, test, explain, reference]
