import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { plainStyle } from '@alb-ingress/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Simulation, simulate } from '../../src/folder/simulation.js'
import { nodeTimers } from '../../src/time.js'

const example = fileURLToPath(new URL('../../../../examples/in-cluster', import.meta.url))

let folder = ''
let simulation: Simulation
let text = ''
let wake = (): void => undefined

/** Waits until what was written since the last call matches, and gives it. */
const written = async (pattern: RegExp): Promise<string> => {
  while (!pattern.test(text)) await new Promise<void>((resolve) => (wake = resolve))
  const found = text
  text = ''
  return found
}

const edit = async (file: string, change: (content: string) => string): Promise<void> => {
  const path = join(folder, 'manifests', file)
  await writeFile(path, change(await readFile(path, 'utf8')))
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alb-ingress-'))
  await cp(example, folder, { recursive: true })
  text = ''
  simulation = await simulate({
    ...{ folder, style: plainStyle, timers: nodeTimers },
    write: (part) => {
      text += part
      wake()
    }
  })
  await written(/group storefront: \d+ steps done/)
})

afterEach(async () => {
  await simulation.stop()
  await rm(folder, { recursive: true })
})

describe('whoever edits a manifest sees', () => {
  test('the plan that it leads to, and its steps as they end', async () => {
    await edit('shop.yaml', (yaml) => yaml.replace('path: /\n', 'path: /cart\n'))
    const said = await written(/group storefront: \d+ steps? done.*because of .*Ingress shop\/shop/)
    expect(said).toContain('ModifyRule')
    expect(said).toContain('✓ ModifyRule  rule')
  })

  test('targets that come and go with the addresses behind a Service', async () => {
    await edit('shop.yaml', (yaml) => yaml.replaceAll('  # ', '  '))
    expect(await written(/10\.20\.1\.11:8080[\s\S]*binding shop\/.*done/)).toContain('RegisterTargets')
  })

  test('why a group stays as it is, and at which line', async () => {
    await edit('blog.yaml', (yaml) => yaml.replace('scheme: internet-facing', 'scheme: public'))
    const said = await written(/stays as it is/)
    expect(said).toContain('annotation/value')
    expect(said).toContain('blog.yaml:')
  })

  test('what goes when a file is removed', async () => {
    await rm(join(folder, 'manifests/blog.yaml'))
    expect(await written(/group storefront: \d+ steps done/)).toContain('DeleteTargetGroup')
  })

  test('nothing deleted while a file cannot be read', async () => {
    await edit('blog.yaml', () => 'kind: [')
    expect(await written(/document\/unreadable/)).not.toContain('Delete')
  })
})
