import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ExitStatus } from './exit.js'
import type { Io } from './io.js'
import { nodeIo } from './node-io.js'
import { paperOf } from './output/terminal.js'
import { run } from './run.js'

const example = fileURLToPath(new URL('../../../examples/first-steps', import.meta.url))

interface Scene {
  readonly title: string
  readonly words: ReadonlyArray<string>
}

const requests: ReadonlyArray<string> = [
  'http://shop.example.com/cart',
  'https://shop.example.com/cart/7',
  'https://blog.example.com/'
]

const scenes: ReadonlyArray<Scene> = [
  { title: 'What the manifests ask for', words: ['model'] },
  { title: 'The plan, then its steps, then the load balancer that came to be', words: ['apply', '--yes'] },
  ...requests.map((url) => ({ title: 'Where a request would go', words: ['route', 'GET', url] })),
  { title: 'The same plan again', words: ['plan'] }
]

const play = async (io: Io, { title, words }: Scene, account: string): Promise<ExitStatus> => {
  const { style, write } = paperOf(io, 'stdout')
  const manifests = relative(process.cwd(), join(example, 'manifests.yaml'))
  write(`\n${style.paint('heading', `${title}:`)}`)
  write(`${style.paint('quiet', `$ alb-ingress ${words.join(' ')} --manifests ${manifests} --account account.json`)}\n`)
  return run([...words, '--manifests', manifests, '--account', account], io)
}

/** Plays the scenes on a copy of the example's account. 0 when each went well and the last, a plan, found nothing left to do. */
const demo = async (io: Io): Promise<ExitStatus> => {
  const folder = await mkdtemp(join(tmpdir(), 'alb-ingress-'))
  const account = join(folder, 'account.json')
  try {
    await copyFile(join(example, 'account.json'), account)
    for (const scene of scenes) {
      const status = await play(io, scene, account)
      if (status !== 0) return status
    }
    paperOf(io, 'stdout').write('\nPlanning again found nothing to do.')
    return 0
  } finally {
    await rm(folder, { recursive: true })
  }
}

process.exitCode = await demo(nodeIo())
