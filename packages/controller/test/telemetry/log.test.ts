import { Writable } from 'node:stream'
import { emptyPlan, fault, type Plan, redact, type Step } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import type { Happening } from '../../src/loop/happening.js'
import { groupWork } from '../../src/queue/work.js'
import { type LogLevel, loggerTo, logging } from '../../src/telemetry/log.js'

const secret = 'correct-horse-battery-staple'

/** The lines that some happenings leave, parsed. */
const linesOf = (level: LogLevel, ...happenings: ReadonlyArray<Happening>): ReadonlyArray<Record<string, unknown>> => {
  const lines: Array<string> = []
  const destination = new Writable({
    write: (chunk, _, done) => {
      lines.push(String(chunk))
      done()
    }
  })
  const tell = logging(loggerTo(level, destination))
  for (const happening of happenings) tell(happening)
  return lines.map((line) => JSON.parse(line))
}

const work = groupWork('shop/cart')

const passed: Extract<Happening, { tells: 'passed' }> = {
  ...{ tells: 'passed', work, ending: { end: 'done' }, why: ['Ingress shop/cart'], waited: 260 },
  ...{ milliseconds: 900, done: 3, failed: [], left: 0, state: 'wanted' }
}

/** A step that gives a listener a log-in. */
const step = {
  id: 'ModifyListener shop/cart 443',
  stack: 'shop/cart',
  on: 'aws',
  causes: [
    { because: 'changed', field: 'defaultActions', observed: redact(secret), desired: [{ clientSecret: secret }] }
  ],
  call: {
    do: 'modify',
    kind: 'Listener',
    action: 'ModifyListener',
    subject: { stack: 'shop/cart', kind: 'Listener', id: '443' },
    fields: { defaultActions: [{ type: 'authenticate-oidc', clientSecret: redact(secret) }] }
  }
} as unknown as Step
const plan: Plan = { steps: [step], after: new Map() }

describe('a pass is one line', () => {
  test('with what was done and why', () => {
    expect(linesOf('info', passed)).toEqual([
      expect.objectContaining({ level: 'info', group: 'shop/cart', why: ['Ingress shop/cart'], done: 3, msg: 'passed' })
    ])
  })

  test.each<{ name: string; happening: Happening; level: LogLevel }>([
    { name: 'at debug when there was nothing to do', happening: { ...passed, done: 0 }, level: 'debug' },
    { name: 'at warn while the group does not check', happening: { ...passed, state: 'frozen' }, level: 'warn' },
    {
      name: 'at error when something failed',
      happening: { ...passed, failed: [fault('denied', 'AccessDenied', 'CreateRule', 'no')] },
      level: 'error'
    }
  ])('$name', ({ happening, level }) => {
    expect(linesOf('debug', happening)[0]).toMatchObject({ level })
  })
})

test('a plan and its steps are told at debug, and only there', () => {
  const planned: Happening = { tells: 'planned', work, plan, withheld: [], milliseconds: 5 }
  expect(linesOf('info', planned)).toEqual([])
  expect(linesOf('debug', planned)[1]).toMatchObject({
    step: 'ModifyListener shop/cart 443',
    because: ['changed defaultActions']
  })
})

test('a line break in what AWS says does not end the line', () => {
  const failed = [fault('invalid', 'ValidationError', 'CreateRule', 'no\n{"level":"info"}')]
  expect(linesOf('info', { ...passed, failed })).toHaveLength(1)
})

test('no secret is in any line, wherever it stands', () => {
  const happenings: ReadonlyArray<Happening> = [
    { tells: 'planned', work, plan, withheld: [step], milliseconds: 1 },
    { tells: 'step', work, progress: { step, event: 'done' }, milliseconds: 1 },
    { tells: 'planned', work, plan: emptyPlan, withheld: [step], milliseconds: 1 }
  ]
  const text = JSON.stringify(linesOf('debug', ...happenings))
  expect(text).not.toContain(secret)
})

test('a secret that somebody logs by mistake is masked', () => {
  const lines: Array<string> = []
  const log = loggerTo('info', { write: (line: string) => lines.push(line) })
  log.info({ action: { clientSecret: secret, inner: [{ it: redact(secret) }] } }, 'careless')
  expect(lines.join('')).not.toContain(secret)
  expect(lines.join('')).toContain('[REDACTED]')
})
