import { describe, expect, test } from 'vitest'
import { foreignIn, makeForeign, owners } from '../support/foreign.js'
import { anIngress, clusterWith } from '../support/objects.js'
import { planned } from '../support/stage.js'
import { accounts } from './world.js'

const newWorld = accounts()

describe('what is not ours', () => {
  test('stays as it is while our load balancer is made, changed and deleted', async () => {
    const { seed, server, pass, look, inventory } = await newWorld()
    for (const owner of owners) await makeForeign(server.url, seed, owner)
    const before = foreignIn(await inventory())
    expect(before.rules).toHaveLength(owners.length)
    const lives = [
      anIngress('web'),
      anIngress('web', { annotations: { scheme: 'internal', tags: 'team=shop' } }),
      anIngress('web', { deleting: true })
    ]
    for (const ingress of lives) {
      const objects = clusterWith(seed, ingress)
      expect((await pass(objects)).report).toMatchObject({ failed: [], skipped: [] })
      expect(planned(await look(objects))).toEqual([])
      expect(foreignIn(await inventory())).toEqual(before)
    }
  })

  test.each(owners)('of $name is in no plan, although nobody wants it', async (owner) => {
    const { seed, server, look } = await newWorld()
    await makeForeign(server.url, seed, owner)
    expect(planned(await look(clusterWith(seed), { prune: true }))).toEqual([])
  })
})
