import { describe, expect, test } from 'vitest'
import { findings } from '../../src/checked/checked.js'
import { service } from '../build.js'
import { annotationOf, expectTold, type Told } from '../told.js'
import { type GroupGiven, member, shownOf, translated } from './one-group.js'

const check = (given: GroupGiven): unknown => {
  const shown = shownOf('TargetGroup', translated(given), ({ healthCheck }) => healthCheck)
  return 'shop/a-web:80' in shown ? shown['shop/a-web:80'] : shown
}

const port = (name: string, port: number, targetPort: number | string, nodePort: number) => ({
  ...{ name, port, targetPort, nodePort },
  protocol: 'TCP'
})
const web = service('web', {
  ports: [port('http', 80, 8080, 30080), port('status', 9000, 9001, 30900), port('admin', 9100, 'admin', 30910)]
})
const given = (annotations: Readonly<Record<string, string>>, services = [web]): GroupGiven => ({
  members: [member('a', annotations)],
  services
})
const ip = { 'target-type': 'ip' }

const usual = {
  ...{ port: 'traffic-port', protocol: 'HTTP', path: '/', matcher: { httpCode: '200' } },
  ...{ intervalSeconds: 15, timeoutSeconds: 5, healthyThresholdCount: 2, unhealthyThresholdCount: 2 }
}

describe('a health check', () => {
  test.each<{ name: string; given: GroupGiven; expected: object }>([
    { name: 'says everything, so that nothing is left to AWS', given: given({}), expected: usual },
    {
      name: 'is what the annotations say',
      given: given({
        ...{ 'healthcheck-protocol': 'HTTPS', 'healthcheck-path': '/ready', 'success-codes': '200-299' },
        ...{ 'healthcheck-interval-seconds': '30', 'healthcheck-timeout-seconds': '10' },
        ...{ 'healthy-threshold-count': '3', 'unhealthy-threshold-count': '4' }
      }),
      expected: {
        ...{ port: 'traffic-port', protocol: 'HTTPS', path: '/ready', matcher: { httpCode: '200-299' } },
        ...{ intervalSeconds: 30, timeoutSeconds: 10, healthyThresholdCount: 3, unhealthyThresholdCount: 4 }
      }
    },
    {
      name: 'speaks the protocol of the targets',
      given: given({ 'backend-protocol': 'HTTPS' }),
      expected: { ...usual, protocol: 'HTTPS' }
    },
    {
      name: 'of gRPC calls the method that AWS suggests, and expects code 12 of it',
      given: given({ 'backend-protocol-version': 'GRPC' }),
      expected: { ...usual, path: '/AWS.ALB/healthcheck', matcher: { grpcCode: '12' } }
    },
    {
      name: 'of gRPC expects the codes that are named',
      given: given({ 'backend-protocol-version': 'GRPC', 'success-codes': '0', 'healthcheck-path': '/grpc.health' }),
      expected: { ...usual, path: '/grpc.health', matcher: { grpcCode: '0' } }
    },
    {
      name: 'goes to the port that is named by number',
      given: given({ 'healthcheck-port': '9999' }),
      expected: { ...usual, port: '9999' }
    },
    {
      name: 'goes to the node port of a port by name, where nodes are the targets',
      given: given({ 'healthcheck-port': 'status' }),
      expected: { ...usual, port: '30900' }
    },
    {
      name: 'goes to the target port of a port by name, where pods are the targets',
      given: given({ 'healthcheck-port': 'status', ...ip }),
      expected: { ...usual, port: '9001' }
    },
    {
      name: 'is what the Service says, key by key, before the Ingress',
      given: given({ 'healthcheck-path': '/ingress', 'success-codes': '204' }, [
        { ...web, annotations: { 'alb.ingress.kubernetes.io/healthcheck-path': '/service' } }
      ]),
      expected: { ...usual, path: '/service', matcher: { httpCode: '204' } }
    }
  ])('$name', ({ given, expected }) => {
    expect(check(given)).toEqual(expected)
  })
})

describe('the port of a health check is refused', () => {
  const at = annotationOf('healthcheck-port')
  test.each<{ name: string; given: GroupGiven; expected: Told }>([
    {
      name: 'where the Service has none of that name',
      given: given({ 'healthcheck-port': 'metrics' }),
      expected: {
        code: 'health-check/port',
        at,
        says: ['"metrics"', 'no port of the Service'],
        remedy: ['traffic-port', 'Service shop/web']
      }
    },
    {
      name: 'where pods give it a number each',
      given: given({ 'healthcheck-port': 'admin', ...ip }),
      expected: {
        code: 'health-check/port',
        at,
        says: ['"admin"', 'may differ from pod to pod'],
        remedy: ['Use a number']
      }
    },
    {
      name: 'at the Service, where that names it',
      given: given({}, [{ ...web, annotations: { 'alb.ingress.kubernetes.io/healthcheck-port': 'metrics' } }]),
      expected: {
        code: 'health-check/port',
        at: annotationOf('healthcheck-port', 'web', 'Service'),
        says: ['"metrics"'],
        remedy: ['Service shop/web']
      }
    }
  ])('$name', ({ given, expected }) => {
    expectTold(findings(translated(given)), [expected])
  })
})
