import { apply } from './apply.js'
import type { CommandSpec } from './command.js'
import { destroy } from './destroy.js'
import { explain } from './explain.js'
import { graph } from './graph.js'
import { iamPolicyCommand } from './iam-policy.js'
import { lint } from './lint.js'
import { model } from './model.js'
import { plan } from './plan.js'
import { reference } from './reference.js'
import { route } from './route.js'
import { status } from './status.js'
import { test } from './test.js'

/** In the order of help: check, look, plan, act, ask. */
export const commands: ReadonlyArray<CommandSpec> = [
  lint,
  model,
  plan,
  apply,
  destroy,
  status,
  route,
  test,
  explain,
  graph,
  reference,
  iamPolicyCommand
]
