import { awsContract } from '@alb-ingress/core/testing'
import { afterAll, beforeAll } from 'vitest'
import { startAws, type TestAws } from '../../testbed/aws.mjs'
import { connected } from './connected.js'

let server: TestAws
beforeAll(async () => {
  server = await startAws()
})
afterAll(() => server.stop())

const three = ([first = '', second = '', third = '']: ReadonlyArray<string>) => [first, second, third] as const

awsContract('the AWS API', async () => {
  const { vpc, cluster, certs, ...seed } = await server.newAccount()
  const { aws } = await connected(server)
  const [certificate = '', other = ''] = certs
  return {
    aws,
    scope: { clusterName: cluster, vpcId: vpc },
    subnets: three(seed.private),
    certificates: [certificate, other]
  }
})
