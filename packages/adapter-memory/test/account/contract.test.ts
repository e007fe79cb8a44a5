import { awsContract } from '@alb-ingress/core/testing'
import { memoryAws, memoryClock, worldFrom } from '../../src/index.js'
import { certificate, emptyAccount } from '../example-account.js'

const account = {
  ...emptyAccount,
  instances: [
    {
      id: 'i-0123456789abcdef0',
      az: 'us-west-2a',
      networkInterfaces: [{ privateIpAddresses: ['10.0.1.10'], securityGroups: ['sg-0aaa0000000000001'] }]
    }
  ]
}

awsContract('the account in memory', () => ({
  aws: memoryAws(worldFrom(account), memoryClock()),
  scope: { clusterName: 'demo', vpcId: 'vpc-0123456789abcdef0' },
  subnets: ['subnet-public-a', 'subnet-public-b', 'subnet-public-c'],
  certificates: [certificate(1), certificate(2)],
  node: { instance: 'i-0123456789abcdef0', address: '10.0.1.10' }
}))
