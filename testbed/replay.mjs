// Puts what AWS Load Balancer Controller 3.5 left into an AWS server that has just started, and says what it left in the cluster.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

const states = new URL('reference-state/', import.meta.url)

/** @param {string} state @param {string} file */
const fileOf = (state, file) => readFileSync(new URL(`${state}/${file}`, states))

/** @param {string} state @param {string} file */
const jsonOf = (state, file) => JSON.parse(fileOf(state, file).toString())

/** @param {{ kind: string, metadata: { namespace?: string, name: string } }} object */
const keyOf = ({ kind, metadata }) => `${kind}/${metadata.namespace ?? ''}/${metadata.name}`

/**
 * The network, and all objects with what the controller wrote to them.
 *
 * @param {'s1' | 's2'} state
 * @returns {{ seed: Omit<import('./network.mjs').Seed, 'certs'>, objects: ReadonlyArray<any> }}
 */
export const leftBehind = (state) => {
  const all = ['manifests.json', 'left.json'].flatMap((file) => jsonOf(state, file).items)
  return { seed: jsonOf(state, 'seed.json'), objects: [...new Map(all.map((each) => [keyOf(each), each])).values()] }
}

/**
 * Sends the recorded requests. The server draws every id from a generator of chance: from the same seed, with the same calls in the same
 * order, ids and ARNs are those of the recording; a server that was used before, or merely reset, draws others.
 *
 * @param {'s1' | 's2'} state
 * @param {string} url of the server itself
 */
export const replay = async (state, url) => {
  await fetch(`${url}/moto-api/seed?a=42`, { method: 'POST' })
  const rows = gunzipSync(fileOf(state, 'recording.jsonl.gz')).toString().trim().split('\n')
  let last = ''
  for (const row of rows) {
    const { method, path, headers, body } = JSON.parse(row)
    const answer = await fetch(url + path, { method, headers, body })
    last = await answer.text()
    if (!answer.ok) throw new Error(`${body}: ${last}; no call was refused when this was recorded`)
  }
  const arns = jsonOf(state, 'aws/load-balancers.json').map((/** @type {any} */ each) => each.LoadBalancerArn)
  const shown = await describeLoadBalancers(url)
  for (const arn of arns)
    if (!shown.includes(arn)) throw new Error(`${url} has no ${arn} after the replay: had the server just started?`)
  return rows.length
}

/** @param {string} url */
const describeLoadBalancers = async (url) => {
  const credential = 'AWS4-HMAC-SHA256 Credential=a/20260101/us-west-2/elasticloadbalancing/aws4_request'
  const headers = { authorization: `${credential}, SignedHeaders=host, Signature=0` }
  const body = new URLSearchParams({ Action: 'DescribeLoadBalancers', Version: '2015-12-01' })
  return (await fetch(url, { method: 'POST', headers, body })).text()
}
