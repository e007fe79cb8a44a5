import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Manifest } from '@alb-ingress/core/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startAws, type TestAws } from '../../testbed/aws.mjs'
import { mutating } from '../../testbed/proxy.mjs'
import { inventoryOf } from '../support/inventory.js'
import { anIngress, clusterWith } from '../support/objects.js'

const program = fileURLToPath(new URL('../../packages/cli/bin/alb-ingress.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'alb-ingress-cli-'))

let server: TestAws
beforeAll(async () => {
  server = await startAws({ cluster: 't1' })
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

interface Said {
  readonly status: number | null
  readonly text: string
}

/** Runs the program as a user does, with the server's address and credentials in its environment. */
const alb = (...words: ReadonlyArray<string>): Promise<Said> =>
  new Promise((resolve) => {
    const { cluster, vpc } = server.seed
    const place = ['--cluster-name', cluster, '--aws-vpc-id', vpc]
    const child = spawn(process.execPath, [program, ...words, ...place], { env: { ...process.env, ...server.env } })
    let text = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => {
        text += part
      })
    child.on('close', (status) => resolve({ status, text }))
  })

/** A file with the objects of a cluster and these Ingresses. */
const written = (name: string, ...ingresses: ReadonlyArray<Manifest>): string => {
  const file = join(folder, `${name}.json`)
  const items = clusterWith(server.seed, ...ingresses)
  writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }))
  return file
}

describe('the command line on an AWS account', () => {
  test('plans, applies, has nothing to do then, and takes it all back', async () => {
    const before = await inventoryOf(server.url)
    const file = written('web', anIngress('web'))
    server.reset()
    const plan = await alb('plan', '--manifests', file)
    expect(plan).toMatchObject({ status: 2, text: expect.stringContaining('CreateLoadBalancer') })
    expect(mutating(server.counts().counts)).toBe(0)

    expect(await alb('apply', '--yes', '--manifests', file)).toMatchObject({ status: 0 })
    expect((await inventoryOf(server.url)).loadBalancers).toHaveLength(1)

    server.reset()
    expect(await alb('apply', '--yes', '--manifests', file)).toMatchObject({ status: 0 })
    expect(mutating(server.counts().counts)).toBe(0)

    expect(await alb('apply', '--yes', '--prune', '--manifests', written('none'))).toMatchObject({ status: 0 })
    expect(await inventoryOf(server.url)).toEqual(before)
  })

  test('carries out a saved plan once, and refuses it when the account is another by then', async () => {
    const before = await inventoryOf(server.url)
    const file = written('saved', anIngress('web'))
    const saved = join(folder, 'saved-plan.json')
    expect(await alb('plan', '--out', saved, '--manifests', file)).toMatchObject({ status: 2 })
    expect(await alb('apply', '--yes', '--plan', saved)).toMatchObject({ status: 0 })
    const made = await inventoryOf(server.url)
    expect(made.loadBalancers).toHaveLength(1)

    server.reset()
    const again = await alb('apply', '--yes', '--plan', saved)
    expect(again).toMatchObject({ status: 1, text: expect.stringContaining('does not hold any more') })
    expect(mutating(server.counts().counts)).toBe(0)
    expect(await inventoryOf(server.url)).toEqual(made)

    expect(await alb('destroy', '--yes', 'app/web')).toMatchObject({ status: 0 })
    expect(await inventoryOf(server.url)).toEqual(before)
  })

  test('says what AWS said when it declines', async () => {
    server.config({ failRate: 1 })
    const { status, text } = await alb(
      'plan',
      '--aws-max-retries',
      '1',
      '--manifests',
      written('web', anIngress('web'))
    )
    server.config({ failRate: 0 })
    expect(status).toBe(1)
    expect(text).toMatch(/Throttling|RequestLimitExceeded/)
  })
})
