import { type Answer, E, O, type Question } from '@alb-ingress/core'
import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2'
import { shownTargets } from '../shapes/targets.js'
import type { Answering, Place } from './place.js'

const targetsOf = async ({ clients, ask }: Place, { about, as }: Question): Promise<Answer<'targets'>> => {
  const told = await ask('DescribeTargetHealth', async () => {
    const client = await (as === undefined ? clients.elbv2() : clients.elbv2As(as))
    return client.send(new DescribeTargetHealthCommand({ TargetGroupArn: about }))
  })()
  if (E.isRight(told)) return E.right(O.some(shownTargets(told.right.TargetHealthDescriptions)))
  return told.left.kind === 'missing' ? E.right(O.none) : told
}

/** Each target group has a call of its own, made as whoever may look at it. */
export const targets: Answering = (place, asked) => Promise.all(asked.map((each) => targetsOf(place, each)))
