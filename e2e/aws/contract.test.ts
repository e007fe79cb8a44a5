import { awsContract } from '@alb-ingress/core/testing'
import { afterAll, beforeAll, expect } from 'vitest'
import { startAws, type TestAws } from '../../testbed/aws.mjs'
import { notAllowed } from '../support/policy.js'
import { connected } from './connected.js'

let server: TestAws
beforeAll(async () => {
  server = await startAws()
})
afterAll(async () => {
  await server.stop()
  expect(notAllowed(server.everCalled())).toEqual([])
})

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
