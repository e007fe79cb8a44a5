import {
  type Aws,
  afterNetwork,
  answerTo,
  type Binding,
  type BindingMemory,
  type BindingPass,
  type Cluster,
  carryOutBinding,
  carryOutTargets,
  clusterFrom,
  decodeObject,
  E,
  type FoundTarget,
  type GrantedPermission,
  type Installation,
  keepingAnswers,
  type NetworkMemory,
  type NetworkOutlook,
  noNetworkMemory,
  nothingRemembered,
  O,
  type Ports,
  pipe,
  question,
  reconcile,
  reconcileTargets,
  survey,
  surveyBinding,
  surveyNetwork,
  type TargetSettings,
  type TargetsPass,
  TE,
  targetBindings,
  usualTargetSettings
} from '@alb-ingress/core'
import { awsCalls, classManifest, type Manifest, nodeManifest } from '@alb-ingress/core/testing'
import { isStoredObject, keyOfObject } from '../../src/cluster/stored-object.js'
import {
  type AccountFile,
  installationFrom,
  type MemoryClock,
  memoryAws,
  memoryClock,
  memoryCluster,
  memoryKubernetes,
  worldFrom
} from '../../src/index.js'
import { emptyAccount } from '../example-account.js'

/** The ARN of a target group that the account file names. */
export const arnOf = (name: string): string =>
  `arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/${name}/0123456789abcdef`

export const nodeGroup = 'sg-0bbb0000000000001'
export const otherGroup = 'sg-0bbb0000000000002'

const instance = (name: string, az: string, number: number, group: string) => ({
  id: `i-${name}`,
  az,
  networkInterfaces: [
    {
      privateIpAddresses: [`10.0.${number}.10`],
      ipv4Prefixes: [`10.0.${number}.128/25`],
      securityGroups: [group]
    }
  ]
})

/** An account with three machines: two guarded by one security group, the third by another. */
const account: AccountFile = {
  ...emptyAccount,
  vpcCidrs: ['10.0.0.0/16'],
  instances: [
    instance('node-a', 'us-west-2a', 1, nodeGroup),
    instance('node-b', 'us-west-2b', 2, nodeGroup),
    instance('node-c', 'us-west-2c', 3, otherGroup)
  ],
  securityGroups: [
    ...(emptyAccount.securityGroups ?? []),
    { id: nodeGroup, name: 'nodes', tags: { 'kubernetes.io/cluster/demo': 'owned' } },
    { id: otherGroup, name: 'others', tags: { 'kubernetes.io/cluster/demo': 'shared' } }
  ],
  flags: { 'default-load-balancer-scheme': 'internet-facing', 'default-target-type': 'ip' }
}

/** The class and the nodes that every story has. */
const usual: ReadonlyArray<Manifest> = [
  classManifest('alb'),
  ...['node-a', 'node-b', 'node-c'].map((name) => nodeManifest(name))
]

/** A cluster and an account that live on while a test changes one thing after another. */
export interface Neighbourhood {
  readonly install: Installation
  readonly ports: Ports
  readonly clock: MemoryClock
  /** Names of AWS actions and questions since the last look at them. */
  readonly calls: () => ReadonlyArray<string>
  readonly put: (...objects: ReadonlyArray<Manifest>) => void
  readonly remove: (kind: string, key: string) => void
  /** Load balancers, target groups, bindings: everything but targets. */
  readonly deploy: () => Promise<void>
  readonly cluster: () => Promise<Cluster>
  readonly bindings: () => Promise<ReadonlyMap<string, Binding>>
  /** One pass over all targets and rules, as the CLI makes it. */
  readonly passOnce: () => Promise<TargetsPass>
  /** One pass over one binding, as the controller makes it, which remembers. */
  readonly pass: (key?: string, options?: { readonly thorough?: boolean }) => Promise<BindingPass>
  /** What was remembered of bindings is forgotten, as by a restart. */
  readonly forget: () => void
  readonly targetGroup: (key: string) => Promise<string>
  readonly targets: (key?: string) => Promise<ReadonlyArray<FoundTarget>>
  readonly targetsOf: (arn: string) => Promise<ReadonlyArray<FoundTarget>>
  /** Somebody else puts a target in, or takes one out. */
  readonly register: (arn: string, id: string, port: number) => Promise<void>
  readonly steal: (id: string, port: number) => Promise<void>
  /** One pass over the rules on nodes and Pods, which remembers. */
  readonly network: () => Promise<NetworkOutlook>
  readonly rules: (group: string) => Promise<ReadonlyArray<GrantedPermission>>
  /** Somebody grants something in a security group. */
  readonly grant: (group: string, ...permissions: ReadonlyArray<GrantedPermission>) => Promise<void>
  readonly deleteBinding: (key: string) => Promise<void>
  readonly object: (kind: string, key: string) => Promise<unknown>
}

export const orThrow = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

const counting = (aws: Aws, calls: Array<string>): Aws => ({
  ...aws,
  answer: (needed) => {
    calls.push(...needed.map(({ ask }) => ask))
    return aws.answer(needed)
  },
  perform: (call) => {
    calls.push(call.action)
    return aws.perform(call)
  }
})

export const neighbourhood = (
  more: {
    readonly settings?: Partial<TargetSettings>
    readonly account?: Partial<AccountFile>
    readonly health?: number
    /** AWS, as it is different in this story. */
    readonly aws?: (aws: Aws) => Aws
  } = {}
): Neighbourhood => {
  const file = { ...account, ...more.account }
  const settings = { ...usualTargetSettings, ...more.settings }
  const install = installationFrom(file)
  if (install._tag === 'Left') throw new Error(JSON.stringify(install.left))
  const clock = memoryClock(0)
  const state = memoryCluster(usual)
  const made: Array<string> = []
  const { aws: changed = (aws: Aws) => aws } = more
  const aws = counting(changed(memoryAws(worldFrom(file), clock, { health: more.health ?? 0 })), made)
  const ports: Ports = { aws, kubernetes: memoryKubernetes(state, clock), clock }
  const kept = keepingAnswers(aws, clock)
  const options = { concurrency: 4, onProgress: () => undefined }
  const memories = new Map<string, BindingMemory>()
  let networkMemory: NetworkMemory = noNetworkMemory
  const cluster = async () => clusterFrom(install.right, orThrow(await ports.kubernetes.read()).map(decodeObject))
  const bindings = async () => {
    const { observed } = orThrow(await survey(ports, install.right)()())
    return targetBindings(await cluster(), observed)
  }
  const only = async (key?: string) => {
    const all = await bindings()
    const found = key === undefined ? [...all.values()][0] : all.get(key)
    if (found === undefined) throw new Error(`there is no binding ${key ?? ''}`)
    return found
  }
  const targetGroup = async (key?: string): Promise<string> => {
    const { targetGroup: arn, spec } = await only(key)
    if (arn !== undefined) return arn
    const asked = question('targetGroupNamed', spec.targetGroupName)
    const answer = orThrow(answerTo(orThrow(await aws.answer([asked])()), asked))
    return O.isSome(answer) ? answer.value : ''
  }
  const targetsOf = async (arn: string): Promise<ReadonlyArray<FoundTarget>> => {
    const asked = question('targets', arn)
    const answer = orThrow(answerTo(orThrow(await aws.answer([asked])()), asked))
    return O.isSome(answer) ? answer.value : []
  }
  const change = async (way: 'add' | 'remove', arn: string, id: string, port: number): Promise<void> => {
    const action = way === 'add' ? 'RegisterTargets' : 'DeregisterTargets'
    orThrow(await aws.perform(awsCalls.change(way, 'TargetGroup', arn, action, 'targets', [{ id, port }]))())
  }
  return {
    ...{ install: install.right, ports, clock, cluster, bindings },
    calls: () => made.splice(0),
    put: (...objects) => {
      for (const object of objects) if (isStoredObject(object)) state.objects.set(keyOfObject(object), object)
    },
    remove: (kind, key) => void state.objects.delete(`${kind} ${key}`),
    deploy: async () => {
      const { report } = orThrow(await reconcile(ports, install.right)(options)())
      if (report.failed.length > 0) throw new Error(JSON.stringify(report.failed))
    },
    passOnce: async () =>
      orThrow(await reconcileTargets(ports, install.right, settings)(await cluster(), await bindings(), options)()),
    pass: async (key, how) => {
      const binding = await only(key)
      const shown = await cluster()
      made.splice(0)
      const memory = memories.get(binding.key) ?? nothingRemembered
      const passed = orThrow(
        await pipe(
          surveyBinding(kept, install.right, settings)(shown, binding, memory, how),
          TE.chainTaskK(carryOutBinding(ports, options))
        )()
      )
      memories.set(binding.key, passed.memory)
      return passed
    },
    forget: () => memories.clear(),
    targetGroup,
    targetsOf,
    targets: async (key) => targetsOf(await targetGroup(key)),
    register: async (arn, id, port) => change('add', arn, id, port),
    steal: async (id, port) => change('remove', await targetGroup(), id, port),
    network: async () => {
      const shown = await cluster()
      const all = targetBindings(shown, { stacks: new Map(), rulesPerLoadBalancer: 100 })
      const outlook = orThrow(await surveyNetwork(kept, install.right, settings)(shown, all.values(), networkMemory)())
      networkMemory = afterNetwork(outlook, await carryOutTargets(ports, options)(outlook.plan)())
      return outlook
    },
    rules: async (group) => {
      const asked = question('securityGroupRules', group)
      const answer = orThrow(answerTo(orThrow(await aws.answer([asked])()), asked))
      return O.isSome(answer) ? answer.value : []
    },
    grant: async (group, ...permissions) => {
      const action = 'AuthorizeSecurityGroupIngress'
      orThrow(await aws.perform(awsCalls.change('add', 'SecurityGroup', group, action, 'ingress', permissions))())
    },
    deleteBinding: async (key) => {
      const object = (await only(key)).object
      const subject = { stack: '', kind: 'TargetGroupBinding', id: key } as const
      orThrow(await ports.kubernetes.perform({ write: 'deleteBinding', subject, object })())
    },
    object: async (kind, key) => state.objects.get(`${kind} ${key}`)
  }
}
