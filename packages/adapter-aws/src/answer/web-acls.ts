import { pipe, TE } from '@alb-ingress/core'
import { ListWebACLsCommand, type WebACLSummary } from '@aws-sdk/client-wafv2'
import type { Clients } from '../clients.js'
import { each } from './place.js'

const listWebAcls = async (clients: Clients): Promise<ReadonlyArray<WebACLSummary>> => {
  const client = await clients.wafv2()
  const all: Array<WebACLSummary> = []
  let marker: string | undefined
  do {
    const page = await client.send(new ListWebACLsCommand({ Scope: 'REGIONAL', Limit: 100, NextMarker: marker }))
    all.push(...(page.WebACLs ?? []))
    // WAF gives a marker with the last page too, which leads to an empty one.
    marker = page.WebACLs?.length === 100 ? page.NextMarker : undefined
  } while (marker !== undefined)
  return all
}

export const webAclNamed = each<'webAclNamed'>(({ clients, ask }) =>
  pipe(
    ask('ListWebACLs', () => listWebAcls(clients)),
    TE.map((acls) => new Map(acls.map(({ Name = '', ARN = '' }) => [Name, ARN])))
  )
)
