import { fieldsOf, kindNames } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import { clusterWith } from '../support/objects.js'
import { planned } from '../support/stage.js'
import { modifications, notKept } from './modifications.js'
import { accounts } from './world.js'

const newWorld = accounts()

describe('what somebody changes in the cluster is changed in the account, and then nothing is left to do', () => {
  test.each(modifications)('$when ($fields)', async ({ before, after, calls }) => {
    const { seed, pass, look } = await newWorld()
    const first = clusterWith(seed, ...before(seed))
    const second = clusterWith(seed, ...after(seed))
    expect((await pass(first)).report).toMatchObject({ failed: [], skipped: [] })
    expect(planned(await look(first))).toEqual([])
    const { plan, report } = await pass(second)
    expect(report).toMatchObject({ failed: [], skipped: [] })
    expect(plan.steps.flatMap(({ on, id }) => (on === 'aws' ? [id] : [])).sort()).toEqual([...calls].sort())
    expect(planned(await look(second))).toEqual([])
  })

  test('the table has a row for every field that can change', () => {
    // Bindings are no resources of AWS.
    const kinds = kindNames.filter((kind) => kind !== 'TargetGroupBinding')
    const changing = kinds.flatMap((kind) =>
      fieldsOf(kind).flatMap(([field, { change }]) =>
        change.how === 'identity' || change.how === 'atCreation' ? [] : [`${kind}.${field}`]
      )
    )
    const told = new Set(modifications.flatMap(({ fields }) => fields))
    expect(changing.filter((each) => !told.has(each)).sort()).toEqual([...notKept].sort())
  })
})
