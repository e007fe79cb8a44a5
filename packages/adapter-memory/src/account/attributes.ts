import { own } from '@alb-ingress/core'
import {
  type AttributeTable,
  applicationLoadBalancer,
  httpListener,
  httpsListener,
  httpTargetGroup,
  networkLoadBalancer,
  tcpListener,
  tcpTargetGroup
} from './attribute-tables.js'
import type { Listener, LoadBalancer, TargetGroup } from './records.js'
import { firstRefusal, type Refusal, when } from './refusal.js'

interface Attributed {
  readonly LoadBalancer: LoadBalancer
  readonly TargetGroup: TargetGroup
  readonly Listener: Listener
}
type AttributedKind = keyof Attributed

const tables: { readonly [K in AttributedKind]: (record: Attributed[K]) => AttributeTable } = {
  LoadBalancer: ({ type }) => (type === 'application' ? applicationLoadBalancer : networkLoadBalancer),
  TargetGroup: ({ protocol }) => (protocol === 'TCP' ? tcpTargetGroup : httpTargetGroup),
  Listener: ({ protocol }) => listenerTables[protocol]
}

const listenerTables = { HTTP: httpListener, HTTPS: httpsListener, TCP: tcpListener }

type Values = Readonly<Record<string, string>>

/** All attributes of a resource as AWS shows them: those that were set, and the defaults of the others. */
export const attributesOf = <K extends AttributedKind>(kind: K, record: Attributed[K]): Values => {
  const table = tables[kind](record)
  const values: Record<string, string> = {}
  for (const [key, { initially }] of Object.entries(table)) values[key] = record.attributes[key] ?? initially
  return values
}

/** Whether AWS would take these values: known keys, values in range, and what one key asks of another. */
export const attributesRefusal = <K extends AttributedKind>(kind: K, record: Attributed[K], given: Values): Refusal => {
  const table = tables[kind](record)
  return (
    firstRefusal(Object.entries(given), ([key, value]) => valueRefusal(table, key, value)) ??
    logsRefusal({ ...record.attributes, ...given })
  )
}

const valueRefusal = (table: AttributeTable, key: string, value: string): Refusal => {
  const known = own(table, key)
  if (known === undefined) return when(true, 'ValidationError', `Attribute key '${key}' is not recognized`)
  return when(
    !known.allowed.is(value),
    'ValidationError',
    `The value '${value}' of attribute '${key}' is not valid: it must be ${known.allowed.says}`
  )
}

const logsRefusal = (values: Values): Refusal =>
  firstRefusal(['access_logs', 'connection_logs', 'health_check_logs'], (name) =>
    when(
      values[`${name}.s3.enabled`] === 'true' && (values[`${name}.s3.bucket`] ?? '') === '',
      'InvalidConfigurationRequest',
      `The value of '${name}.s3.bucket' cannot be empty while '${name}.s3.enabled' is true`
    )
  )
