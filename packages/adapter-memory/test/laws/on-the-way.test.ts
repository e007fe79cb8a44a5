import {
  carryOut,
  type Destination,
  E,
  identify,
  type Outlook,
  type Plan,
  type Ports,
  parseRequest,
  planOf,
  type Request,
  resourcesOf,
  router,
  type Stack,
  subjectsOf
} from '@alb-ingress/core'
import { editPair, objectsOf } from '@alb-ingress/core/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { install, look, pass, picks, quiet, shuffled, stage } from './stage.js'

const hosts = ['shop.example.com', 'www.example.com', 'app.example.com', 'other.example.com']
const paths = ['/', '/cart', '/cart/items', '/search', '/else']
const fronts = ['http://HOST', 'https://HOST', 'http://HOST:8080']

const requests: ReadonlyArray<Request> = fronts.flatMap((front) =>
  hosts.flatMap((host) =>
    paths.map((path) => {
      const request = parseRequest('GET', `${front.replace('HOST', host)}${path}`)
      if (E.isLeft(request)) throw new Error(request.left)
      return request.right
    })
  )
)

/** The stacks of the account as they answer requests now. */
const answering = async ({ aws }: Ports): Promise<ReadonlyMap<string, Stack>> => {
  const { clusterName, vpcId } = install
  const found = await aws.observe({ clusterName, vpcId })()
  if (E.isLeft(found)) throw new Error(JSON.stringify(found.left))
  // What was read of listeners and rules is all that a request meets.
  return identify(found.right, [], clusterName).state.stacks as ReadonlyMap<string, Stack>
}

const nobody = 'nobody'

/** What becomes of a request, in words that are equal for equal ends; which target group of one Service it is makes no difference. */
const endOf = (destination: Destination): string => {
  if (destination.outcome === 'no-listener' || destination.outcome === 'wrong-protocol') return nobody
  return JSON.stringify(destination, (key, value) => (key === 'superseded' ? undefined : value))
}

const ends = (stack: Stack | undefined): ReadonlyArray<string> => {
  if (stack === undefined) return requests.map(() => nobody)
  const trace = router(stack)
  return requests.map((request) => {
    const { destination, answeredBy } = trace(request)
    return answeredBy === 'default' ? nobody : endOf(destination)
  })
}

/**
 * Whether a load balancer goes, rules that stay change their order, or one is made into a rule for other requests: one call does two things then, between
 * which nothing else can happen.
 */
const isUpset = ({ steps }: Plan, stack: string): boolean =>
  steps.some(({ stack: own, ...step }) => {
    if (step.on !== 'aws' || own !== stack) return false
    const { call } = step
    if (call.do === 'modify') return call.kind === 'ListenerRule' && call.fields.conditions !== undefined
    return call.do === 'prioritise' || (call.do === 'delete' && call.kind === 'LoadBalancer')
  })

/** Whether requests to the port were answered at all: nobody is led astray who gets through for the first time. */
const isServed = (stack: Stack | undefined, { port, scheme }: Request): boolean =>
  resourcesOf(stack, 'Listener').some(({ spec }) => spec.port === port && spec.protocol.toLowerCase() === scheme)

/** The same steps, each after the one before it. */
const inTurn = ({ steps }: Plan): Plan => ({
  steps,
  after: new Map(steps.map(({ id }, i) => [id, i === 0 ? [] : [steps[i - 1]?.id ?? '']]))
})

interface Moment {
  readonly after: string
  readonly stacks: ReadonlyMap<string, Stack>
}

/** How requests are answered before the first call, and after each. */
const movie = async (ports: Ports, plan: Plan, outlook: Outlook): Promise<ReadonlyArray<Moment>> => {
  const moments: Array<Moment> = [{ after: 'nothing', stacks: await answering(ports) }]
  const perform: Ports['aws']['perform'] = (call) => async () => {
    const outcome = await ports.aws.perform(call)()
    moments.push({ after: `${call.action} ${subjectsOf(call)[0]?.id}`, stacks: await answering(ports) })
    return outcome
  }
  const filmed = { ...ports, aws: { ...ports.aws, perform } }
  expect((await carryOut(filmed, quiet)(inTurn(plan), outlook.observed)()).failed).toEqual([])
  return moments
}

test('on the way from one state to the next every request is answered as before or as after', {
  timeout: 60_000
}, async () => {
  let asked = 0
  await fc.assert(
    fc.asyncProperty(editPair, picks, async ([before, after], order) => {
      const { show } = stage()
      const first = show(objectsOf(before))
      await pass(first.ports)
      first.leave()
      const { ports } = show(objectsOf(after))
      const outlook = await look(ports)
      const plan = shuffled(planOf(outlook).plan, order)
      const moments = await movie(ports, plan, outlook)
      for (const id of new Set(moments.flatMap(({ stacks }) => [...stacks.keys()]))) {
        if (isUpset(plan, id)) continue
        const was = ends(moments[0]?.stacks.get(id))
        const becomes = ends(moments.at(-1)?.stacks.get(id))
        for (const { after: step, stacks } of moments) {
          for (const [k, is] of ends(stacks.get(id)).entries()) {
            const request = requests[k]
            if (request === undefined || !isServed(moments[0]?.stacks.get(id), request)) continue
            const { scheme, host, port, path } = request
            asked += 1
            expect([was[k], becomes[k]], `${scheme}://${host}:${port}${path} of ${id} after ${step}`).toContain(is)
          }
        }
      }
    }),
    { numRuns: 60 }
  )
  expect(asked).toBeGreaterThan(1000)
})
