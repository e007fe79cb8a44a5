import type { BoundCall, Subject } from '../../src/plan/call.js'
import type { FoundBinding } from '../../src/plan/identify-bindings.js'
import type { KubernetesWrite } from '../../src/plan/write.js'
import type { Found } from '../../testing/plan-found.js'

// The few rules of AWS that an order of steps can break, written by hand: it shares nothing with the declarations of the kinds.

type Loose = Record<string, unknown>

interface Thing {
  readonly kind: string
  readonly owner: string | undefined
  readonly tags: Record<string, string>
  readonly spec: Loose
}

export interface TinyAccount {
  readonly things: Map<string, Thing>
  readonly bindings: Map<string, FoundBinding>
  readonly rulesPerLoadBalancer: number
  made: number
}

const refuse = (code: string, about: unknown): never => {
  throw new Error(`${code}: ${JSON.stringify(about)}`)
}

export const accountOf = ({ found, bindings, details }: Found, rulesPerLoadBalancer = 100): TinyAccount => {
  const things = new Map<string, Thing>()
  for (const { kind, physicalId, owner, tags, spec } of found) {
    things.set(physicalId, { kind, owner, tags: { ...tags }, spec: { ...spec } })
  }
  for (const { physicalId, field, value } of details) {
    const thing = things.get(physicalId)
    if (thing !== undefined) thing.spec[field] = value
  }
  const named = bindings.map((binding) => [`${binding.namespace}/${binding.name}`, binding] as const)
  return { things, bindings: new Map(named), rulesPerLoadBalancer, made: 0 }
}

const readAlone: ReadonlyArray<string> = ['attributes', 'certificates', 'webAcl', 'shieldProtection', 'minimumCapacity']

/** The account as an observation would show it. */
export const shown = ({ things, bindings }: TinyAccount): Found => {
  const found: Array<unknown> = []
  const details: Array<unknown> = []
  for (const [physicalId, { kind, owner, tags, spec }] of things) {
    const shown = Object.entries(spec).filter(([field]) => !readAlone.includes(field))
    found.push({ kind, physicalId, owner, tags: { ...tags }, spec: Object.fromEntries(shown), reported: {} })
    for (const field of readAlone) {
      if (spec[field] !== undefined) details.push({ kind, physicalId, field, value: spec[field] })
    }
  }
  return { found, details, bindings: [...bindings.values()] } as Found
}

const of = (account: TinyAccount, kind: string): ReadonlyArray<readonly [string, Thing]> =>
  [...account.things].filter(([, thing]) => thing.kind === kind)

const existing = (account: TinyAccount, subject: Subject): Thing =>
  account.things.get(subject.physicalId ?? '') ?? refuse('NotFound', subject)

const names = (value: unknown, id: string): boolean => JSON.stringify(value).includes(`"${id}"`)

const balancerOf = (account: TinyAccount, thing: Thing): string => {
  const owner = thing.owner ?? ''
  const there = account.things.get(owner)
  if (there === undefined) return refuse('OwnerNotFound', thing)
  return there.kind === 'LoadBalancer' ? owner : balancerOf(account, there)
}

/** What must hold after every call. */
const check = (account: TinyAccount): void => {
  const traffic = [...of(account, 'Listener'), ...of(account, 'ListenerRule')].map(([id, thing]) => ({
    id,
    thing,
    balancer: balancerOf(account, thing)
  }))
  for (const [kind, field] of [
    ['LoadBalancer', 'name'],
    ['TargetGroup', 'name'],
    ['SecurityGroup', 'groupName']
  ] as const) {
    const all = of(account, kind).map(([, { spec }]) => spec[field])
    if (new Set(all).size < all.length) refuse(`Duplicate${kind}Name`, all)
  }
  const places = traffic.map(({ thing }) => `${thing.owner} ${thing.spec.port ?? thing.spec.priority}`)
  if (new Set(places).size < places.length) refuse('PriorityOrPortInUse', places)
  for (const [id] of of(account, 'TargetGroup')) {
    const balancers = new Set(traffic.filter(({ thing }) => names(thing.spec, id)).map(({ balancer }) => balancer))
    if (balancers.size > 1) refuse('TargetGroupAssociationLimit', id)
  }
  for (const { thing } of traffic) {
    for (const [arn] of JSON.stringify(thing.spec).matchAll(/arn:[^"]*targetgroup[^"]*/g)) {
      if (!account.things.has(arn)) refuse('TargetGroupNotFound', arn)
    }
  }
  for (const [, { spec }] of of(account, 'LoadBalancer')) {
    const hasPool = (spec.ipv4IpamPool ?? 'none') !== 'none'
    if (hasPool && spec.ipAddressType !== 'ipv4') refuse('PoolWithoutPublicAddresses', spec)
    for (const group of spec.securityGroups as ReadonlyArray<string>) {
      if (group.includes('/') && !account.things.has(group)) refuse('InvalidSecurityGroup', group)
    }
  }
  for (const [id] of of(account, 'LoadBalancer')) {
    const rules = traffic.filter(({ thing, balancer }) => thing.kind === 'ListenerRule' && balancer === id)
    if (rules.length > account.rulesPerLoadBalancer) refuse('TooManyRules', id)
  }
}

const remove = (account: TinyAccount, id: string): void => {
  account.things.delete(id)
  for (const [child, { owner }] of [...account.things]) if (owner === id) remove(account, child)
}

const create = (account: TinyAccount, call: Extract<BoundCall, { do: 'create' }>): string => {
  const { loadBalancer, listener, tags, ...spec } = call.spec as Loose
  const made = `${call.kind === 'SecurityGroup' ? 'sg-' : `arn:${call.kind.toLowerCase()}/`}made/${++account.made}-${call.subject.id}`
  const owner = (loadBalancer ?? listener) as string | undefined
  account.things.set(made, { kind: call.kind, owner, tags: { ...(tags as Record<string, string>) }, spec: { ...spec } })
  return made
}

/** Registers the one load balancer of a target group, or takes it out. */
const retarget = (account: TinyAccount, call: Extract<BoundCall, { do: 'add' | 'remove' }>): undefined => {
  const { spec } = existing(account, call.subject)
  const given = (call.elements as ReadonlyArray<Loose>).map(({ loadBalancer, port }) => ({ loadBalancer, port }))
  const texts = given.map((each) => JSON.stringify(each))
  const others = ((spec.targets ?? []) as ReadonlyArray<unknown>).filter(
    (each) => !texts.includes(JSON.stringify(each))
  )
  spec.targets = call.do === 'add' ? [...others, ...given] : others
  if (call.do === 'remove') return
  if (others.length + given.length > 1) refuse('TooManyTargets', spec.targets)
  for (const { loadBalancer, port } of given) {
    const listens = of(account, 'Listener').some(
      ([, listener]) => listener.owner === loadBalancer && listener.spec.port === port
    )
    if (!listens) refuse('InvalidTarget', [loadBalancer, port])
  }
}

const perform = (account: TinyAccount, call: BoundCall): string | undefined => {
  switch (call.do) {
    case 'create':
      return create(account, call)
    case 'modify': {
      const { attributes, ...fields } = call.fields as Loose
      const { spec } = existing(account, call.subject)
      Object.assign(spec, fields)
      if (fields.protocol === 'HTTP') {
        delete spec.defaultCertificate
        delete spec.certificates
      }
      if (attributes !== undefined) spec.attributes = { ...(spec.attributes as Loose), ...(attributes as Loose) }
      return undefined
    }
    case 'add':
    case 'remove': {
      if (call.field === 'targets') return retarget(account, call)
      if (call.field === 'certificates' && call.elements.length !== 1) refuse('TooManyCertificates', call)
      const { spec } = existing(account, call.subject)
      const texts = call.elements.map((element) => JSON.stringify(element))
      const others = ((spec[call.field] ?? []) as ReadonlyArray<unknown>).filter(
        (each) => !texts.includes(JSON.stringify(each))
      )
      spec[call.field] = call.do === 'add' ? [...others, ...call.elements] : others
      return undefined
    }
    case 'detach': {
      const { spec } = existing(account, call.subject)
      if (JSON.stringify(spec[call.field]) !== JSON.stringify(call.value)) refuse('NotAttached', call)
      spec[call.field] = 'none'
      return undefined
    }
    case 'prioritise':
      for (const { rule, to } of call.rules) existing(account, rule).spec.priority = to
      return undefined
    case 'tag':
      if (call.subjects.length > 20) refuse('TooManySubjects', call)
      for (const subject of call.subjects) Object.assign(existing(account, subject).tags, call.tags)
      return undefined
    case 'untag':
      for (const subject of call.subjects)
        for (const key of Object.keys(call.tags)) delete existing(account, subject).tags[key]
      return undefined
    case 'delete': {
      existing(account, call.subject)
      const id = call.subject.physicalId ?? ''
      const users = [...account.things].filter(([other, { spec }]) => other !== id && names(spec, id))
      const holding = call.kind === 'LoadBalancer' ? users.filter(([, { kind }]) => kind === 'TargetGroup') : users
      if (holding.length > 0) refuse('ResourceInUse', [id, holding])
      remove(account, id)
      return undefined
    }
  }
  return undefined
}

/** Does what AWS would do, or throws what it would answer. Tells the physical id of what was made. */
export const performCall = (account: TinyAccount, call: BoundCall): string | undefined => {
  const made = perform(account, call)
  check(account)
  return made
}

export const performWrite = (account: TinyAccount, write: KubernetesWrite): void => {
  if (write.write !== 'createBinding' && write.write !== 'patchBinding' && write.write !== 'deleteBinding') return
  const { namespace = '', name } = write.object
  const key = `${namespace}/${name}`
  const there = account.bindings.get(key)
  if ((there === undefined) !== (write.write === 'createBinding')) refuse('BindingExistsOrNot', write)
  if (write.write === 'deleteBinding') {
    const filled = there?.spec.targetGroup ?? ''
    const users = [...account.things].filter(([, { spec }]) => typeof filled === 'string' && names(spec, filled))
    const others = [...account.bindings].filter(([other, { spec }]) => other !== key && spec.targetGroup === filled)
    if (users.length > 0 && others.length === 0) refuse('RequestsWithoutTargets', key)
    account.bindings.delete(key)
    return
  }
  const { labels, spec } = write
  if (write.write === 'patchBinding' && spec.targetGroup !== there?.spec.targetGroup)
    refuse('ImmutableTargetGroup', write)
  account.bindings.set(key, { namespace, name, labels, spec })
}
