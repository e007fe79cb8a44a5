import { plainStyle } from '@alb-ingress/core'
import type { Manifest } from '@alb-ingress/core/testing'
import { beforeAll, describe, expect, test } from 'vitest'
import { loggerTo, logging } from '../../src/telemetry/log.js'
import { controllerMetrics } from '../../src/telemetry/metrics.js'
import { statusLines } from '../../src/telemetry/status-lines.js'
import { ingress, type Simulated, simulated, started, surroundings } from '../support/world.js'

// A terminal would clear itself, read from the other side or begin a line; a log would have a line of its own.
const hostile = 'forged\u001b[2J\u009b31m\u202e\u2028\r\n{"level":"info","msg":"forged"}"\\'
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

const binding = (name: string, spec: Readonly<Record<string, unknown>>): Manifest => ({
  apiVersion: 'elbv2.k8s.aws/v1beta1',
  kind: 'TargetGroupBinding',
  metadata: { namespace: 'shop', name },
  spec: { serviceRef: { name: 'web', port: 80 }, ...spec }
})

const arn = 'arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/other/0123456789abcdef'

let world: Simulated

beforeAll(async () => {
  world = await started(simulated())
  world.apply(
    ...surroundings,
    binding('by-arn', { targetGroupARN: `${arn}${hostile}` }),
    binding('by-name', { targetGroupName: hostile }),
    binding('by-service', { targetGroupARN: arn, serviceRef: { name: hostile, port: 80 } }),
    ingress('shop/scheme', { scheme: hostile }),
    ingress('shop/group', { 'group.name': hostile }),
    ingress('shop/action', { 'actions.web': `{"type":"forward","targetGroupARN":"${arn}","${hostile}":1}` }),
    ingress('shop/tags', { tags: `a=${hostile}` }),
    ingress('shop/host', { [`conditions.${hostile}`]: hostile })
  )
  await world.time.pass(60_000)
})

describe('hostile text in objects of users', () => {
  test('is told, so that somebody can mend it', () => {
    expect(world.events().some(({ message }) => message.includes('forged'))).toBe(true)
  })

  test('is shown in events, and breaks none', () => {
    for (const { message, reason } of world.events()) {
      expect(message).not.toMatch(hidden)
      expect(reason).toMatch(/^[A-Za-z0-9]+$/)
    }
  })

  test('is shown in logs, and makes no line of its own', () => {
    const chunks: Array<string> = []
    const tell = logging(loggerTo('debug', { write: (chunk: string) => chunks.push(chunk) }))
    for (const happening of world.happened) tell(happening)
    const lines = chunks.join('').trimEnd().split('\n')
    expect(lines.some((line) => line.includes('forged'))).toBe(true)
    for (const line of lines) {
      expect(line).not.toMatch(hidden)
      expect(JSON.parse(line)).not.toMatchObject({ msg: 'forged' })
    }
  })

  test('is shown in status lines, and hides nothing', () => {
    let text = ''
    const tell = statusLines(
      plainStyle,
      (part) => (text += part),
      () => 0
    )
    for (const happening of world.happened) tell(happening)
    expect(text.replaceAll('\n', ' ')).not.toMatch(hidden)
    expect(text).not.toMatch(/^\{"level"/m)
  })

  test('breaks no metric, and makes no label long', async () => {
    const metrics = controllerMetrics()
    for (const happening of world.happened) metrics.tell(happening)
    metrics.tell({
      tells: 'targets',
      // Only what the label is made from is looked at.
      binding: {
        key: 'shop/x',
        targetGroup: `${arn}${hostile}${'x'.repeat(100_000)}`,
        spec: { serviceRef: { name: hostile } }
      } as never,
      states: { healthy: 1 }
    })
    for (const line of (await metrics.text()).trimEnd().split('\n')) {
      expect(line).toMatch(/^(?:|# .*|\w+(?:\{(?:\w+="(?:[^"\\\n]|\\.)*",?)*\})? [\w.+-]+)$/)
      expect(line.length).toBeLessThan(1000)
    }
  })
})
