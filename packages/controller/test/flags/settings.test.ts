import { formerFlags, installationFlags as read } from '@alb-ingress/adapter-memory'
import { E } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import { installationFlags } from '../../src/flags/installation-flags.js'
import { flagNames, readSettings, type Said, type Settings } from '../../src/flags/settings.js'

const said = (argv: ReadonlyArray<string>, more: Partial<Said> = {}): Said => ({
  argv,
  environment: {},
  readFile: (path) => E.left(`${path} is not there.`),
  ...more
})

const settings = (argv: ReadonlyArray<string>, more: Partial<Said> = {}): Settings => {
  const result = readSettings(said(['--cluster-name=shop', ...argv], more))
  if (E.isLeft(result)) throw new Error(result.left.join('\n'))
  return result.right
}

const trouble = (argv: ReadonlyArray<string>, more: Partial<Said> = {}): ReadonlyArray<string> => {
  const result = readSettings(said(argv, more))
  return E.isLeft(result) ? result.left : []
}

/** A config file with this text. */
const config = (text: string): Partial<Said> => ({ readFile: () => E.right(text) })

describe('flags are written as Go programs take them', () => {
  test.each<{ name: string; argv: ReadonlyArray<string>; is: Partial<Settings['values']> }>([
    { name: 'with an equals sign', argv: ['--aws-max-retries=4'], is: { maxRetries: 4 } },
    { name: 'with a blank', argv: ['--aws-max-retries', '4'], is: { maxRetries: 4 } },
    { name: 'with one dash', argv: ['-aws-max-retries=4'], is: { maxRetries: 4 } },
    { name: 'a switch alone', argv: ['--dry-run'], is: { isDryRun: true } },
    { name: 'a switch with false', argv: ['--enable-leader-election=false'], is: { isElecting: false } },
    { name: 'a switch with f', argv: ['--enable-leader-election=f'], is: { isElecting: false } },
    { name: 'a duration', argv: ['--drift-interval=1h30m'], is: { driftInterval: 5_400_000 } },
    { name: 'the last of two counts', argv: ['--aws-max-retries=4', '--aws-max-retries=5'], is: { maxRetries: 5 } },
    {
      name: 'maps add up',
      argv: ['--aws-vpc-tags=a=1', '--aws-vpc-tags', 'b=2,c=3'],
      is: { vpcTags: { a: '1', b: '2', c: '3' } }
    },
    {
      name: 'ids of services keep their blanks',
      argv: ['--aws-api-endpoints=Elastic Load Balancing v2=http://127.0.0.1:1,EC2=http://127.0.0.1:2'],
      is: { endpoints: { 'Elastic Load Balancing v2': 'http://127.0.0.1:1', EC2: 'http://127.0.0.1:2' } }
    },
    { name: 'an address', argv: ['--metrics-bind-addr=[::1]:90'], is: { metricsAddress: { host: '::1', port: 90 } } },
    { name: 'no address', argv: ['--metrics-bind-addr=0'], is: { metricsAddress: undefined } }
  ])('$name', ({ argv, is }) => {
    expect(settings(argv).values).toMatchObject(is)
  })
})

test('without flags the defaults of the reference count', () => {
  expect(settings([]).values).toMatchObject({
    logLevel: 'info',
    maxRetries: 10,
    syncPeriod: 36_000_000,
    metricsAddress: { port: 8080 },
    healthAddress: { port: 61_779 },
    isElecting: true,
    leaseName: 'aws-load-balancer-controller-leader',
    groupWorkers: 3,
    bindingWorkers: 3,
    longestBindingPause: 1_000_000,
    bindingRequeue: 15_000,
    mostTargets: 0,
    stabilization: 120_000
  })
})

describe('all that is wrong is told at once', () => {
  test('in flags, in the config file and in the installation', () => {
    expect(
      trouble(
        ['--aws-max-retires=3', '--drift-interval=soon', '--default-target-type=pod', '--config=c.yaml', 'word'],
        config('policy: create\nlog-levle: debug\n')
      )
    ).toEqual([
      'No flag is called --aws-max-retires. Did you mean --aws-max-retries?',
      'word belongs to no flag.',
      'c.yaml: No flag is called log-levle. Did you mean log-level?',
      '--drift-interval is "soon", and should be a duration such as 30s or 1h30m, at least 1m.',
      '--cluster-name is missing: name the cluster.',
      'The flag default-target-type cannot be used. It should be instance or ip. Write instance or ip.'
    ])
  })

  test.each<{ name: string; argv: ReadonlyArray<string>; told: string }>([
    {
      name: 'a tag by which resources are found',
      argv: ['--default-tags=elbv2.k8s.aws/cluster=x'],
      told: 'Leave elbv2'
    },
    {
      name: 'a tag that is ours and others',
      argv: ['--default-tags=a=1', '--external-managed-tags=a'],
      told: 'Leave a out of one of them.'
    },
    {
      name: 'a group that is none',
      argv: ['--backend-security-group=my-group'],
      told: 'Give an id that starts with sg-.'
    },
    {
      name: 'rules of a group that is switched off',
      argv: ['--enable-manage-backend-security-group-rules', '--enable-backend-security-group=false'],
      told: 'Switch both on, or both off.'
    },
    {
      name: 'an endpoint of a service that is none',
      argv: ['--aws-api-endpoints=ELB=http://127.0.0.1'],
      told: 'should be ids of services'
    },
    {
      name: 'a limit that is none',
      argv: ['--aws-api-throttle=EC2:^Describe=fast'],
      told: 'SERVICE:OPERATIONS=RATE:BURST'
    },
    {
      name: 'acting beside another controller by its own lease',
      argv: ['--act-beside-other-controller'],
      told: 'set --leader-election-id'
    },
    { name: 'half a label', argv: ['--required-secrets-label=team='], told: 'a label like key=value' },
    {
      name: 'a gate that is none',
      argv: ['--feature-gates=ALBSingleSubnets=true'],
      told: 'Did you mean ALBSingleSubnet?'
    },
    {
      name: 'a scheme that is none',
      argv: ['--default-load-balancer-scheme=public'],
      told: 'internal or internet-facing'
    },
    { name: 'a value that is missing', argv: ['--aws-max-retries'], told: '--aws-max-retries needs a value.' },
    { name: 'a flag that no version has any more', argv: ['--apiserver-host=x'], told: 'kubeconfig' }
  ])('$name', ({ argv, told }) => {
    expect(trouble(['--cluster-name=shop', ...argv]).join('\n')).toContain(told)
  })
})

describe('who outranks whom', () => {
  const given = { environment: { AWS_MAX_RETRIES: '2', AWS_REGION: 'eu-west-1' } }

  test('a flag outranks the config file, which outranks the environment', () => {
    const file = config('aws-max-retries: 3\n')
    expect(settings(['--aws-max-retries=4', '--config=c.yaml'], { ...given, ...file }).values.maxRetries).toBe(4)
    expect(settings(['--config=c.yaml'], { ...given, ...file }).values.maxRetries).toBe(3)
    expect(settings([], given).values.maxRetries).toBe(2)
  })

  test('a config file has values as YAML writes them', () => {
    const file = config('dry-run: true\nwatch-namespace: [shop, blog]\ndefault-tags:\n  team: web\n')
    const { values, installation } = settings(['--config=c.yaml'], file)
    expect(values).toMatchObject({ isDryRun: true, watchNamespace: ['shop', 'blog'] })
    expect(installation['default-tags']).toEqual({ team: 'web' })
  })

  test('the region of the environment counts where no flag has another', () => {
    expect(settings([], given).installation['aws-region']).toBe('eu-west-1')
  })
})

describe('flags of AWS ALB Ingress Controller 1.x', () => {
  test('count under the names of today, and the note says them', () => {
    const { values, notes } = settings(['--election-id=mine', '--healthz-port=10254', '--election=false'])
    expect(values).toMatchObject({ leaseName: 'mine', healthAddress: { port: 10_254 }, isElecting: false })
    expect(notes.join('\n')).toContain('It is called leader-election-id today.')
  })

  test('that say nothing any more are taken with a note', () => {
    const { notes } = settings(['--v=2', '--logtostderr', '--sync-rate-limit=0.3', '--profiling=false'])
    expect(notes).toHaveLength(4)
  })
})

test.each(['--enable-endpoint-slices', '--load-balancer-class=x', '--webhook-bind-port=9443'])(
  '%s is accepted, and said to have no effect',
  (flag) => {
    expect(settings([flag]).notes.join('\n')).toContain('has no effect.')
  }
)

test('every flag of an installation has its help, and no other', () => {
  expect(installationFlags.map(({ name }) => name).sort()).toEqual(Object.keys(read).sort())
})

test('every flag of today by which a former one is called exists', () => {
  const now = Object.values(formerFlags).flatMap((former) => former.now ?? [])
  expect(now.filter((name) => !flagNames.includes(name))).toEqual([])
})
