import {
  E,
  type Fault,
  fault,
  type Installation,
  internetFacingList,
  pipe,
  secretsOfMembers,
  seenIn,
  TE
} from '@alb-ingress/core'
import { invalidOption, type Reach } from './reach.js'

const refused = (message: string): Fault => fault('invalid', invalidOption, 'connect to AWS', message)

// Both adapters take a moment to load, so whoever only reads files never waits for them.
const awsAdapter = () => import('@alb-ingress/adapter-aws')
const clusterAdapter = () => import('@alb-ingress/adapter-k8s/live')

const aws: Reach['aws'] = ({ throttle, endpoints = {}, ...asked }) =>
  pipe(
    TE.fromTask<Awaited<ReturnType<typeof awsAdapter>>, Fault>(awsAdapter),
    TE.chain(({ connect, parseThrottles, wrongEndpoint }) => {
      const limits = throttle === undefined ? E.right(undefined) : parseThrottles(throttle)
      if (E.isLeft(limits)) return TE.left(refused(`--aws-api-throttle: ${limits.left}`))
      const wrong = wrongEndpoint(endpoints)
      if (wrong !== undefined) return TE.left(refused(`--aws-api-endpoints: ${wrong}`))
      return connect({ ...asked, endpoints, ...(limits.right === undefined ? {} : { throttle: limits.right }) })
    })
  )

const configMapsFor = ({ restrictScheme, restrictSchemeNamespace }: Installation): ReadonlySet<string> =>
  new Set(restrictScheme ? [`${restrictSchemeNamespace}/${internetFacingList}`] : [])

const kindsOfGroup = '/apis/elbv2.k8s.aws/v1beta1'

const namesBindings = (answer: unknown): boolean => JSON.stringify(answer).includes('"TargetGroupBinding"')

const cluster: Reach['cluster'] = (asked, install) =>
  pipe(
    TE.fromTask<Awaited<ReturnType<typeof clusterAdapter>>, Fault>(clusterAdapter),
    TE.chain(({ connect, listedCluster }) =>
      pipe(
        connect(asked),
        TE.chain((client) =>
          pipe(
            client.call({ what: 'look for the kind TargetGroupBinding', method: 'GET', path: kindsOfGroup }),
            TE.map(namesBindings),
            TE.orElse((failed) => (failed.kind === 'missing' ? TE.right(false) : TE.left(failed))),
            TE.map((bindingsPublished) => ({
              bindingsPublished,
              kubernetes: listedCluster(client, {
                configMaps: configMapsFor(install),
                pods: true,
                secrets: (objects) => secretsOfMembers(seenIn(install, objects).cluster)
              })
            }))
          )
        )
      )
    )
  )

/** By the packages that reach them. */
export const nodeReach: Reach = { aws, cluster }
