import { describe, expect, test } from 'vitest'
import { backendSecurityGroupName } from '../../src/support/backend-security-group-name.js'
import {
  loadBalancerName,
  securityGroupName,
  type TargetGroupNameInput,
  targetGroupName
} from '../../src/translate/names.js'

// Names that AWS Load Balancer Controller gives: whoever moves over finds what it made, and it finds what we made.

describe('a load balancer is called', () => {
  test.each<{ name: string; cluster: string; group: string; scheme: string; expected: string }>([
    {
      name: 'after namespace and Ingress where the group is of one Ingress',
      ...{ cluster: '', group: 'awesome-ns/ing-1', scheme: 'internet-facing' },
      expected: 'k8s-awesomen-ing1-43b698093c'
    },
    {
      name: 'after the group where it has a name',
      ...{ cluster: '', group: 'explicit-group', scheme: 'internal' },
      expected: 'k8s-explicitgroup-5bf9e53c23'
    },
    {
      name: 'otherwise in another cluster',
      ...{ cluster: 'cluster-dummy', group: 'ns-1/ing-1', scheme: 'internal' },
      expected: 'k8s-ns1-ing1-b7e914000d'
    },
    {
      name: 'otherwise when its scheme changes, as it is another load balancer then',
      ...{ cluster: 'cluster-dummy', group: 'ns-1/ing-1', scheme: 'internet-facing' },
      expected: 'k8s-ns1-ing1-159dd7a143'
    },
    {
      name: 'with at most eight characters each of namespace and Ingress',
      ...{ cluster: 'prod-eks', group: '2048-game/2048-ingress', scheme: 'internet-facing' },
      expected: 'k8s-2048game-2048ingr-a6f0dae66b'
    },
    {
      name: 'with at most 17 characters of the group, dots left out',
      ...{ cluster: 'prod-eks', group: 'my-team.awesome-group', scheme: 'internet-facing' },
      expected: 'k8s-myteamawesomegrou-f8f96ed77b'
    },
    {
      name: 'in no more than the 32 characters that AWS allows',
      ...{ cluster: 'prod-eks', group: 'a-very-long-shared-group-name', scheme: 'internal' },
      expected: 'k8s-averylongsharedgr-e5bb22b79d'
    },
    {
      name: 'whatever characters the cluster has in its name',
      ...{ cluster: 'Prod_EKS.1', group: 'web/web', scheme: 'internal' },
      expected: 'k8s-web-web-4a95d87831'
    },
    {
      name: 'with short names as they are',
      ...{ cluster: 'prod-eks', group: 'a/b', scheme: 'internal' },
      expected: 'k8s-a-b-e2b8984e52'
    }
  ])('$name', ({ cluster, group, scheme, expected }) => {
    expect(loadBalancerName(cluster, group, scheme)).toBe(expected)
  })
})

describe('the security group of a load balancer is called', () => {
  test.each([
    ['cluster-dummy', 'ns-1/ing-1', 'k8s-ns1-ing1-bd83176788'],
    ['prod-eks', '2048-game/2048-ingress', 'k8s-2048game-2048ingr-10d5628741'],
    ['prod-eks', 'my-team.awesome-group', 'k8s-myteamawesomegrou-01d54777f6'],
    ['prod-eks', 'a-very-long-shared-group-name', 'k8s-averylongsharedgr-21952484ef'],
    ['Prod_EKS.1', 'web/web', 'k8s-web-web-2e807f876a']
  ])('in cluster %s, for group %s, %s', (cluster, group, expected) => {
    expect(securityGroupName(cluster, group)).toBe(expected)
  })
})

describe('the security group that the cluster shares is called', () => {
  test.each([
    ['testCluster', 'k8s-traffic-testCluster-411a1bcdb1'],
    ['prod-eks', 'k8s-traffic-prodeks-e91bc47b4a'],
    ['Prod_EKS.1', 'k8s-traffic-ProdEKS1-ab7f887367'],
    ['my.cluster.example.com', 'k8s-traffic-myclusterexamplecom-003d4f5787']
  ])('in cluster %s, %s', (cluster, expected) => {
    expect(backendSecurityGroupName(cluster)).toBe(expected)
  })
})

const dummy: TargetGroupNameInput = {
  clusterName: 'cluster-dummy',
  group: 'ns-1/ing-1',
  ingress: { namespace: 'ns-1', name: 'ing-1' },
  service: { namespace: 'ns-1', name: 'svc-1', uid: '' },
  servicePort: 'http',
  port: 32768,
  targetType: 'instance',
  protocol: 'HTTP',
  protocolVersion: 'HTTP1'
}

const nobody: TargetGroupNameInput = {
  ...dummy,
  ...{ clusterName: '', group: '', ingress: { namespace: 'ns-1', name: 'name-1' } },
  ...{ service: { namespace: 'ns-1', name: 'name-1', uid: 'my-uuid' }, port: 8080, targetType: 'ip' }
}

const game: TargetGroupNameInput = {
  ...dummy,
  ...{ clusterName: 'prod-eks', group: '2048-game/2048-ingress' },
  ingress: { namespace: '2048-game', name: '2048-ingress' },
  service: { namespace: '2048-game', name: 'service-2048', uid: '0c4c2f5e-6b1f-4d3a-9a55-1f2e3d4c5b6a' },
  ...{ servicePort: 80, port: 80, targetType: 'ip' }
}

const toService = (name: string) => ({ service: { ...dummy.service, name } })

describe('a target group is called after its Service, and otherwise', () => {
  test.each<{ name: string; given: TargetGroupNameInput; expected: string }>([
    { name: 'by its node port', given: dummy, expected: 'k8s-ns1-svc1-9889425938' },
    {
      name: 'the same for a Service of another name and the same uid',
      given: { ...dummy, ...toService('svc-2') },
      expected: 'k8s-ns1-svc2-9889425938'
    },
    {
      name: 'by the port as the Ingress writes it: 80 is not http',
      given: { ...dummy, servicePort: 80 },
      expected: 'k8s-ns1-svc1-90b7d93b18'
    },
    {
      name: 'by the port of the pods',
      given: { ...dummy, targetType: 'ip', port: 8080 },
      expected: 'k8s-ns1-svc1-6350990f3a'
    },
    {
      name: 'by the port of the pods, for a second Service',
      given: { ...dummy, ...toService('svc-2'), targetType: 'ip', port: 8080 },
      expected: 'k8s-ns1-svc2-6350990f3a'
    },
    {
      name: 'by the protocol',
      given: {
        ...{ ...dummy, ...toService('svc-3') },
        ...{ servicePort: 'https', port: 8443, targetType: 'ip', protocol: 'HTTPS' }
      },
      expected: 'k8s-ns1-svc3-bf42870fba'
    },
    {
      name: 'not by the address family',
      given: { ...dummy, ...toService('svc-ipv6'), servicePort: 'https', port: 8443, targetType: 'ip' },
      expected: 'k8s-ns1-svcipv6-c387b9e773'
    },
    {
      name: 'by port 1 where pods give the port a number each',
      given: { ...dummy, ...toService('svc-named-targetport'), servicePort: 'https', port: 1, targetType: 'ip' },
      expected: 'k8s-ns1-svcnamed-3430e53ee8'
    },
    { name: 'by nothing else', given: { ...nobody }, expected: 'k8s-ns1-name1-2c37289a00' },
    { name: 'by port 80', given: { ...nobody, servicePort: 80 }, expected: 'k8s-ns1-name1-ab859e54b5' },
    { name: 'by port 9090', given: { ...nobody, port: 9090 }, expected: 'k8s-ns1-name1-6481032048' },
    {
      name: 'by the target type',
      given: { ...nobody, targetType: 'instance' },
      expected: 'k8s-ns1-name1-f4adfdc175'
    },
    { name: 'by HTTPS', given: { ...nobody, protocol: 'HTTPS' }, expected: 'k8s-ns1-name1-22fbce26a7' },
    {
      name: 'by the port by which targets are controlled',
      given: { ...nobody, targetControlPort: 80 },
      expected: 'k8s-ns1-name1-7ed91338c9'
    },
    {
      name: 'by the uid of the Service, with nodes as targets',
      given: { ...game, port: 31380, targetType: 'instance' },
      expected: 'k8s-2048game-service2-a8bb25d38a'
    },
    { name: 'by the uid of the Service', given: game, expected: 'k8s-2048game-service2-8e7ced56a6' },
    {
      name: 'by the name of the port',
      given: { ...game, servicePort: 'http' },
      expected: 'k8s-2048game-service2-e6fd26d770'
    },
    {
      name: 'by the group',
      given: { ...game, group: 'my-team.awesome-group' },
      expected: 'k8s-2048game-service2-a47dd43ea6'
    },
    {
      name: 'by the Ingress within the group',
      given: {
        ...{ ...game, group: 'my-team.awesome-group' },
        ingress: { namespace: '2048-game', name: 'other-ingress' }
      },
      expected: 'k8s-2048game-service2-083ec65391'
    },
    {
      name: 'by protocol and version',
      given: { ...game, protocol: 'HTTPS', protocolVersion: 'HTTP2' },
      expected: 'k8s-2048game-service2-37aa01e27b'
    },
    {
      name: 'by gRPC',
      given: { ...game, servicePort: 50051, port: 50051, protocolVersion: 'GRPC' },
      expected: 'k8s-2048game-service2-f33b19e570'
    },
    {
      name: 'by the control port, where there is one',
      given: { ...game, targetControlPort: 3000 },
      expected: 'k8s-2048game-service2-fabd334ec9'
    },
    {
      name: 'by another port by which targets are controlled',
      given: { ...game, targetControlPort: 3000 },
      expected: 'k8s-2048game-service2-fabd334ec9'
    },
    { name: 'by port 1', given: { ...game, port: 1 }, expected: 'k8s-2048game-service2-f97deea197' }
  ])('$name', ({ given, expected }) => {
    expect(targetGroupName(given)).toBe(expected)
  })
})
