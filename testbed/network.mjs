// The network that a cluster's AWS account has: what a load balancer and its targets need.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ACMClient, ImportCertificateCommand } from '@aws-sdk/client-acm'
import * as ec2 from '@aws-sdk/client-ec2'
import { workFolder } from './processes.mjs'

/**
 * @typedef {{ name: string, instanceId: string, zone: string, ip: string, eni: string, podIps: ReadonlyArray<string> }} SeededNode
 * @typedef {{ region: string, cluster: string, vpc: string, public: ReadonlyArray<string>, private: ReadonlyArray<string>, nodeSG: string,
 *   nodes: ReadonlyArray<SeededNode>, cert: string, certs: ReadonlyArray<string>, igw: string }} Seed
 */

export const region = 'us-west-2'
const zones = ['a', 'b', 'c']
const podsPerNode = 10

/** Settings with which an SDK client talks to the AWS server. @param {string} endpoint */
export const clientSettings = (endpoint) => ({
  ...{ endpoint, region, maxAttempts: 1 },
  credentials: { accessKeyId: 'testbed', secretAccessKey: 'testbed' }
})

/** A certificate signed by itself, and its key. @param {string} domain */
const certified = (domain) => {
  const { path, remove } = workFolder()
  try {
    const [key, certificate] = [join(path, 'key'), join(path, 'crt')]
    const names = ['-subj', `/CN=${domain}`, '-addext', `subjectAltName=DNS:${domain},DNS:*.${domain}`]
    const files = ['-keyout', key, '-out', certificate, '-days', '3650']
    const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...files, ...names])
    if (made.status !== 0) throw made.error ?? new Error(`openssl: ${made.stderr}`)
    return { Certificate: readFileSync(certificate), PrivateKey: readFileSync(key) }
  } finally {
    remove()
  }
}

/** @type {ReadonlyArray<ReturnType<typeof certified>> | undefined} */
let certificates
// Making a key takes a while, and every account may have the same.
const bothCertificates = () => {
  certificates ??= ['example.com', 'example.org'].map(certified)
  return certificates
}

/**
 * A VPC; a public and a private subnet in each of three zones, with the role and cluster tags; internet gateway and routes; the
 * nodes' security group; three instances whose network interfaces hold the pods' addresses; two issued certificates.
 *
 * @param {string} endpoint
 * @param {string} cluster
 * @returns {Promise<Seed>}
 */
export const seedNetwork = async (endpoint, cluster) => {
  const client = new ec2.EC2Client(clientSettings(endpoint))
  const acm = new ACMClient(clientSettings(endpoint))
  /** @template T @param {T | undefined} value @returns {T} */
  const there = (value) => {
    if (value === undefined) throw new Error('the AWS server leaves out what AWS always tells')
    return value
  }
  /** @param {ec2.ResourceType} ResourceType @param {string} name @param {Record<string, string>} [more] */
  const tagged = (ResourceType, name, more = {}) => {
    const tags = { Name: name, [`kubernetes.io/cluster/${cluster}`]: 'shared', ...more }
    return [{ ResourceType, Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }]
  }

  const { Vpc } = await client.send(
    new ec2.CreateVpcCommand({ CidrBlock: '10.0.0.0/16', TagSpecifications: tagged('vpc', cluster) })
  )
  const VpcId = there(Vpc?.VpcId)
  const { InternetGateway } = await client.send(new ec2.CreateInternetGatewayCommand({}))
  const InternetGatewayId = there(InternetGateway?.InternetGatewayId)
  await client.send(new ec2.AttachInternetGatewayCommand({ InternetGatewayId, VpcId }))
  const { RouteTable } = await client.send(new ec2.CreateRouteTableCommand({ VpcId }))
  const RouteTableId = there(RouteTable?.RouteTableId)
  const everywhere = '0.0.0.0/0'
  await client.send(
    new ec2.CreateRouteCommand({ RouteTableId, DestinationCidrBlock: everywhere, GatewayId: InternetGatewayId })
  )

  /** @param {string} zone @param {number} third @param {string} kind @param {string} role */
  const subnet = async (zone, third, kind, role) => {
    const TagSpecifications = tagged('subnet', `${kind}-${zone}`, { [`kubernetes.io/role/${role}`]: '1' })
    const place = { VpcId, CidrBlock: `10.0.${third}.0/24`, AvailabilityZone: region + zone }
    const { Subnet } = await client.send(new ec2.CreateSubnetCommand({ ...place, TagSpecifications }))
    return there(Subnet?.SubnetId)
  }
  const publicSubnets = []
  const privateSubnets = []
  for (const [i, zone] of zones.entries()) {
    const SubnetId = await subnet(zone, i, 'public', 'elb')
    await client.send(new ec2.AssociateRouteTableCommand({ RouteTableId, SubnetId }))
    publicSubnets.push(SubnetId)
    privateSubnets.push(await subnet(zone, 100 + i, 'private', 'internal-elb'))
  }

  const group = await client.send(
    new ec2.CreateSecurityGroupCommand({ GroupName: `nodes-${cluster}`, Description: 'nodes', VpcId })
  )
  const nodeSG = there(group.GroupId)
  const owned = [{ Key: `kubernetes.io/cluster/${cluster}`, Value: 'owned' }]
  await client.send(new ec2.CreateTagsCommand({ Resources: [nodeSG], Tags: owned }))

  /** @type {Array<SeededNode>} */
  const nodes = []
  for (const [i, zone] of zones.entries()) {
    const place = { SubnetId: privateSubnets[i], SecurityGroupIds: [nodeSG] }
    const launch = { ImageId: 'ami-12c6146b', MinCount: 1, MaxCount: 1, InstanceType: ec2._InstanceType.m5_large }
    const { Instances = [] } = await client.send(new ec2.RunInstancesCommand({ ...launch, ...place }))
    const { InstanceId, PrivateIpAddress, NetworkInterfaces = [] } = there(Instances[0])
    const eni = there(NetworkInterfaces[0]?.NetworkInterfaceId)
    const podIps = Array.from({ length: podsPerNode }, (_, k) => `10.0.${100 + i}.${50 + k}`)
    await client.send(new ec2.AssignPrivateIpAddressesCommand({ NetworkInterfaceId: eni, PrivateIpAddresses: podIps }))
    const at = { instanceId: there(InstanceId), zone: region + zone, ip: there(PrivateIpAddress) }
    nodes.push({ name: `node-${zone}`, ...at, eni, podIps })
  }

  const certs = []
  for (const certificate of bothCertificates())
    certs.push(there((await acm.send(new ImportCertificateCommand(certificate))).CertificateArn))
  client.destroy()
  acm.destroy()
  const subnets = { public: publicSubnets, private: privateSubnets }
  return {
    region,
    cluster,
    vpc: VpcId,
    ...subnets,
    nodeSG,
    nodes,
    cert: there(certs[0]),
    certs,
    igw: InternetGatewayId
  }
}
