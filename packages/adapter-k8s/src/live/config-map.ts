import { type Fault, type ObjectRef, pipe, TE } from '@alb-ingress/core'
import type { Client } from '../api/client.js'
import { recordOf, textOf } from '../api/json.js'
import { pathOfObject, resources } from '../api/resources.js'

type Data = Readonly<Record<string, string>>

/** The data of one ConfigMap, read now; `undefined` where there is none. */
export const readConfigMap = (
  client: Client,
  { namespace, name }: Pick<ObjectRef, 'namespace' | 'name'>
): TE.TaskEither<Fault, Data | undefined> =>
  pipe(
    client.call({
      what: `read ConfigMap ${namespace}/${name}`,
      method: 'GET',
      path: pathOfObject(resources.ConfigMap, { namespace: namespace ?? 'default', name })
    }),
    TE.map((object): Data | undefined =>
      Object.fromEntries(Object.entries(recordOf(recordOf(object).data)).map(([key, value]) => [key, textOf(value)]))
    ),
    TE.orElse((fault) => (fault.kind === 'missing' ? TE.right(undefined) : TE.left(fault)))
  )
