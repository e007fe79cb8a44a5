import { AddTagsCommand, RemoveTagsCommand } from '@aws-sdk/client-elastic-load-balancing-v2'
import { sentKeys, sentPairs } from '../shapes/text-map.js'
import { type Handlers, through } from './through.js'

const elbv2 = through((clients) => clients.elbv2())

/** What changes tags of load balancers, listeners, rules and target groups, of up to 20 of them alike. */
export const handlers: Handlers = {
  AddTags: elbv2.tag('tag', (client, arns, tags) =>
    client.send(new AddTagsCommand({ ResourceArns: [...arns], Tags: sentPairs(tags) }))
  ),
  RemoveTags: elbv2.tag('untag', (client, arns, tags) =>
    client.send(new RemoveTagsCommand({ ResourceArns: [...arns], TagKeys: sentKeys(tags) }))
  )
}
