import { expect, test } from 'vitest'
import { serve } from '../../src/telemetry/servers.js'

test('pages are served under their paths, and nothing else is', async () => {
  let isReady = false
  const served = await serve(
    { host: '127.0.0.1', port: 0 },
    {
      '/healthz': () => 'ok',
      '/readyz': () => (isReady ? 'ok' : undefined),
      '/broken': () => Promise.reject(new Error('no'))
    }
  )
  const statusOf = async (path: string): Promise<number> =>
    (await fetch(`http://127.0.0.1:${served.port}${path}`)).status
  try {
    expect(await statusOf('/healthz')).toBe(200)
    expect(await statusOf('/readyz')).toBe(503)
    isReady = true
    expect(await statusOf('/readyz?verbose')).toBe(200)
    expect(await statusOf('/constructor')).toBe(404)
    expect(await statusOf('/broken')).toBe(500)
  } finally {
    await served.close()
  }
})

test('an address that is taken is an error, and not silence', async () => {
  const first = await serve({ host: '127.0.0.1', port: 0 }, {})
  try {
    await expect(serve({ host: '127.0.0.1', port: first.port }, {})).rejects.toThrow('EADDRINUSE')
  } finally {
    await first.close()
  }
})
