import { readFileSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { dirname, join } from 'node:path'

/** A way to the API server that can be cut, while others still reach it. */
export interface Cable {
  /** Leads over the cable. */
  readonly kubeconfig: string
  /** Cuts what is connected, and refuses what comes until `mend`. */
  readonly cut: () => void
  /** Leaves everybody connected, and lets nothing through until `mend`: as when a machine is gone without a word. */
  readonly freeze: () => void
  readonly mend: () => void
  readonly stop: () => void
}

/** Lays a cable to the API server of a kubeconfig, which must be JSON. */
export const layCable = async (kubeconfig: string, name = 'cable'): Promise<Cable> => {
  const config = JSON.parse(readFileSync(kubeconfig, 'utf8'))
  const url = new URL(config.clusters[0].cluster.server)
  const [host, port] = [url.hostname, Number(url.port)]
  const ends = new Set<Socket>()
  let state: 'whole' | 'cut' | 'frozen' = 'whole'
  const server = createServer((near) => {
    if (state === 'cut') return near.destroy()
    const far = connect(port, host)
    for (const [end, other] of [[near, far] as const, [far, near] as const]) {
      ends.add(end)
      end.on('error', () => other.destroy())
      end.on('close', () => {
        ends.delete(end)
        other.destroy()
      })
    }
    near.pipe(far)
    far.pipe(near)
    if (state === 'frozen') for (const end of [near, far]) end.pause()
    return near
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url.port = String((server.address() as AddressInfo).port)
  config.clusters[0].cluster.server = url.origin
  const file = join(dirname(kubeconfig), name)
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 })
  const cut = (): void => {
    state = 'cut'
    for (const end of [...ends]) end.destroy()
  }
  return {
    kubeconfig: file,
    cut,
    freeze: () => {
      state = 'frozen'
      for (const end of ends) end.pause()
    },
    mend: () => {
      for (const end of ends) end.resume()
      state = 'whole'
    },
    stop: () => {
      cut()
      server.close()
    }
  }
}
