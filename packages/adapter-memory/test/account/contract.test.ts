import { awsContract } from '@alb-ingress/core/testing'
import { memoryAws, memoryClock, worldFrom } from '../../src/index.js'
import { certificate, emptyAccount } from '../example-account.js'

awsContract('the account in memory', () => ({
  aws: memoryAws(worldFrom(emptyAccount), memoryClock()),
  scope: { clusterName: 'demo', vpcId: 'vpc-0123456789abcdef0' },
  subnets: ['subnet-public-a', 'subnet-public-b', 'subnet-public-c'],
  certificates: [certificate(1), certificate(2)]
}))
