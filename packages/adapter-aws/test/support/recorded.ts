import { Readable } from 'node:stream'
import type { AssumedRole } from '@alb-ingress/core'
import { ACMClient } from '@aws-sdk/client-acm'
import { EC2Client } from '@aws-sdk/client-ec2'
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2'
import { ShieldClient } from '@aws-sdk/client-shield'
import { WAFRegionalClient } from '@aws-sdk/client-waf-regional'
import { WAFV2Client } from '@aws-sdk/client-wafv2'
import { HttpResponse } from '@smithy/core/protocols'
import type { Clients } from '../../src/clients.js'

/** A request as it was about to leave: what the SDK itself made of a command. */
export interface Recorded {
  readonly host: string
  readonly action: string
  /** Of a form flat, with the paths of AWS's query protocol as keys; of JSON as it is. */
  readonly parameters: Readonly<Record<string, unknown>>
}

export interface Canned {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string
}

interface Request {
  readonly hostname: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

const fromForm = (body: string): Omit<Recorded, 'host'> => {
  const { Action = '', Version: _, ...parameters } = Object.fromEntries(new URLSearchParams(body))
  return { action: Action, parameters }
}

const recorded = ({ hostname, headers, body }: Request): Recorded => {
  const target = headers['x-amz-target']
  // A body is text in all of these protocols, if not always a string.
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body as Uint8Array)
  return {
    host: hostname,
    ...(target === undefined
      ? fromForm(text)
      : { action: target.split('.').at(-1) ?? '', parameters: JSON.parse(text) as Recorded['parameters'] })
  }
}

/** An empty answer that every protocol takes. */
const nothing = ({ headers }: Request): Canned => ({ body: headers['x-amz-target'] === undefined ? '<Answer/>' : '{}' })

/** Real clients of the SDK whose requests are written down instead of sent; what `answer` gives is what AWS says. */
export const recording = (answer: (request: Recorded) => Canned | Error | undefined = () => undefined) => {
  const sent: Array<Recorded> = []
  const assumed: Array<AssumedRole> = []
  const handle = async (request: Request) => {
    const written = recorded(request)
    sent.push(written)
    const canned = answer(written) ?? nothing(request)
    if (canned instanceof Error) throw canned
    const { status = 200, headers = {}, body } = canned
    return { response: new HttpResponse({ statusCode: status, headers: { ...headers }, body: Readable.from([body]) }) }
  }
  const settings = {
    region: 'eu-west-1',
    credentials: { accessKeyId: 'id', secretAccessKey: 'key' },
    maxAttempts: 1,
    requestHandler: { handle }
  }
  const elbv2 = async () => new ElasticLoadBalancingV2Client(settings)
  const clients: Clients = {
    elbv2,
    elbv2As: (role) => {
      assumed.push(role)
      return elbv2()
    },
    ec2: async () => new EC2Client(settings),
    acm: async () => new ACMClient(settings),
    wafv2: async () => new WAFV2Client(settings),
    wafRegional: async () => new WAFRegionalClient(settings),
    shield: async () => new ShieldClient(settings)
  }
  return { clients, sent, assumed }
}
