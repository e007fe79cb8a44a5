import { chmodSync, existsSync, rmSync } from 'node:fs'
import { fault, TE } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import { nodeTexts } from '../src/node-io.js'
import { person, place } from './support/cli.js'
import { account, documents, files, ingress, ingressClass, input, service, shop } from './support/shop.js'

const go = ['apply', ...input, '--yes']

describe('carrying out', () => {
  test('apply prints plan, steps and the load balancer, and a second apply has nothing to do', async () => {
    const { cli, read } = place(files())
    const first = await cli(go)
    expect(first).toMatchObject({ status: 0, err: '' })
    expect(first.out).toMatch(/Plan: \d+ to create/)
    expect(first.out).toMatch(/\* +\d+ CreateLoadBalancer/)
    expect(first.out).toMatch(/Done: \d+ steps\./)
    expect(first.out).toContain('.elb.amazonaws.com')
    const after = read('account.json')
    expect(await cli(go)).toMatchObject({ status: 0, out: 'Nothing to do.\n' })
    expect(read('account.json')).toBe(after)
    expect(await cli(['plan', ...input])).toMatchObject({ status: 0, out: 'Nothing to do.\n' })
  })

  test('what the user wrote in the account file stays as it was', async () => {
    const given = { ...JSON.parse(account()), flags: { 'default-tags': { team: 'web' } }, notes: 'ours' } as object
    const { cli, read } = place(files(shop, JSON.stringify(given)))
    expect((await cli([...go, '--default-tags', 'team=other'])).status).toBe(0)
    expect(JSON.parse(read('account.json'))).toMatchObject(given)
  })

  test('the plan is the same however many steps run side by side', async () => {
    const one = place(files())
    const many = place(files())
    expect((await one.cli([...go, '--concurrency', '1'])).status).toBe(0)
    expect((await many.cli([...go, '--concurrency', '50'])).status).toBe(0)
    expect((await one.cli(['plan', ...input])).status).toBe(0)
    expect((await many.cli(['plan', ...input])).status).toBe(0)
  })
})

describe('asking first', () => {
  test.each([
    { answer: 'y', status: 0, changes: true },
    { answer: 'YES', status: 0, changes: true },
    { answer: 'n', status: 1, changes: false },
    { answer: '', status: 1, changes: false },
    { answer: 'yesterday', status: 1, changes: false }
  ])('the answer "$answer" ends with $status', async ({ answer, status, changes }) => {
    const { cli, read } = place(files())
    const said = await cli(['apply', ...input], person(answer))
    expect(said.status).toBe(status)
    expect(said.asked).toHaveLength(1)
    expect(said.err).toBe(changes ? '' : 'alb-ingress: Nothing was changed.\n')
    expect(read('account.json') !== account()).toBe(changes)
  })

  test('nobody is asked when there is nothing to do', async () => {
    const { cli } = place(files(ingressClass))
    expect(await cli(['apply', ...input], person('n'))).toMatchObject({ status: 0, asked: [] })
  })

  test.each([
    { name: 'no terminal', terminal: { stdin: false, stdout: false, stderr: false } },
    { name: 'input from a pipe', terminal: { stdin: false, stdout: true, stderr: true } },
    { name: 'output to a file', terminal: { stdin: true, stdout: false, stderr: true } }
  ])('with $name and without --yes, apply refuses in one line and changes nothing', async ({ terminal }) => {
    const { cli, read } = place(files())
    const said = await cli(['apply', ...input], { terminal })
    expect(said).toMatchObject({ status: 1, out: '', asked: [] })
    expect(said.err).toMatch(/^alb-ingress: [^\n]*--yes[^\n]*\n$/)
    expect(read('account.json')).toBe(account())
  })
})

describe('when a step fails', () => {
  const two = documents(shop, ingress('blog', 'blog', { host: 'blog.example.com' }), service('blog', 'web'))

  test('what was done is recorded, and the next run goes on from there', async () => {
    const { cli, read, write } = place(files(two, account({ limits: { loadBalancers: 1 } })))
    const first = await cli(go)
    expect(first.status).toBe(1)
    expect(first.out).toMatch(/! +\d+ CreateLoadBalancer .* failed: /)
    expect(first.out).toMatch(/\d+ steps done, 1 failed\./)
    const left = JSON.parse(read('account.json')) as {
      readonly resources: Readonly<Record<string, ReadonlyArray<unknown>>>
    }
    expect(left.resources.loadBalancers).toHaveLength(1)

    write('account.json', JSON.stringify({ ...left, limits: { loadBalancers: 2 } }))
    const second = await cli(go)
    expect(second.status).toBe(0)
    expect(second.out).not.toContain('CreateTargetGroup ')
    expect(second.out.match(/\* +\d+ CreateLoadBalancer /g)).toHaveLength(1)
    expect(await cli(['plan', ...input])).toMatchObject({ status: 0 })
  })

  test('a refused group makes the status 1, and the others are carried out', async () => {
    const bad = ingress('bad', 'web', { annotations: { 'alb.ingress.kubernetes.io/scheme': 'public' } })
    const { cli } = place(files(documents(shop, bad, service('bad', 'web'))))
    const said = await cli(go)
    expect(said.status).toBe(1)
    expect(said.out).toMatch(/Done: \d+ steps\./)
    expect(said.err).toContain('error[annotation/value]')
    expect(await cli(['plan', ...input])).toMatchObject({
      status: 1,
      out: 'Nothing to do until what is refused is mended.\n'
    })
  })
})

describe('what nobody asks for any more', () => {
  const gone = documents(ingressClass, service('shop', 'web'))

  test('it is left alone, and told', async () => {
    const { cli, write, read } = place(files())
    await cli(go)
    const before = read('account.json')
    write('manifests.yaml', gone)
    const said = await cli(go)
    expect(said).toMatchObject({ status: 0, out: 'Nothing to do: the manifests have no Ingress.\n' })
    expect(said.err).toContain('No manifest asks for shop/web')
    expect(read('account.json')).toBe(before)
  })

  test('--prune deletes it, and plan --prune says so before', async () => {
    const { cli, write, read } = place(files())
    await cli(go)
    write('manifests.yaml', gone)
    const plan = await cli(['plan', ...input, '--prune'])
    expect(plan.status).toBe(2)
    expect(plan.out).toContain('DeleteLoadBalancer')
    expect((await cli([...go, '--prune'])).status).toBe(0)
    expect(read('account.json')).not.toContain('"loadBalancers": [')
    expect(await cli(['plan', ...input, '--prune'])).toMatchObject({
      status: 0,
      out: 'Nothing to do: the manifests have no Ingress.\n',
      err: ''
    })
  })

  test('nothing is taken away while a manifest cannot be read: it may ask for it', async () => {
    const { cli, write, read } = place(files())
    await cli(go)
    const before = read('account.json')
    write('manifests.yaml', documents(gone, 'kind: [Ingress\n'))
    const said = await cli([...go, '--prune'])
    expect(said).toMatchObject({ status: 1, out: 'Nothing to do until what is refused is mended.\n' })
    expect(said.err).toMatch(/Withheld, .*DeleteLoadBalancer/)
    expect(read('account.json')).toBe(before)
  })

  test('the rules of a member whose manifest cannot be read stay in the group', async () => {
    const grouped = { 'alb.ingress.kubernetes.io/group.name': 'shared' }
    const ours = documents(ingressClass, ingress('shop', 'web', { annotations: grouped }), service('shop', 'web'))
    const theirs = documents(
      ingress('blog', 'blog', { annotations: grouped, host: 'blog.example.com' }),
      service('blog', 'web')
    )
    const { cli, write, read } = place(files(documents(ours, theirs)))
    await cli(go)
    const before = read('account.json')
    write('manifests.yaml', documents(ours, theirs.replace('metadata:', 'metadata: [')))
    const said = await cli(go)
    expect(said.status).toBe(1)
    expect(said.err).toMatch(/Withheld, .*DeleteRule/)
    expect(read('account.json')).toBe(before)
  })
})

test('an account file that cannot be written is told, status 1', async () => {
  const { cli, read } = place(files())
  const full = fault('unavailable', 'ENOSPC', 'write', 'account.json does not fit on its disk.')
  const said = await cli(go, { texts: { ...nodeTexts, replace: () => TE.left(full) } })
  expect(said).toMatchObject({
    status: 1,
    err: 'alb-ingress: The account file could not be written, so nothing of this run is recorded: account.json does not fit on its disk.\n'
  })
  expect(read('account.json')).toBe(account())
})

test('an account file that somebody else changed meanwhile is left as it is, status 1', async () => {
  const { cli, read, write } = place(files())
  const other = account({ clusterName: 'other' })
  const said = await cli(['apply', ...input], {
    ...person(),
    ask: async () => {
      write('account.json', other)
      return 'y'
    }
  })
  expect(said.status).toBe(1)
  expect(said.err).toMatch(/^alb-ingress: .*account\.json was changed by somebody else/)
  expect(read('account.json')).toBe(other)
})

test('of two runs at once one writes, and the other is told', async () => {
  const { cli, write, path, read } = place(files())
  write('account.json.lock', '1')
  const said = await cli(go)
  expect(said.status).toBe(1)
  expect(said.err).toMatch(/nothing of this run is recorded: .*account\.json\.lock is there, so another run writes/)
  expect(read('account.json')).toBe(account())
  rmSync(path('account.json.lock'))
  expect((await cli(go)).status).toBe(0)
  expect(existsSync(path('account.json.lock'))).toBe(false)
})

// The administrator may write everything, so there is nothing to see.
test.skipIf(process.getuid?.() === 0)(
  'an account file that may not be written stays as it is (not as root)',
  async () => {
    const { cli, path, read } = place(files())
    chmodSync(path('account.json'), 0o444)
    const { status, err } = await cli(go)
    expect(status).toBe(1)
    expect(err).toMatch(/so nothing of this run is recorded: .*account\.json is not open to this user/)
    expect(read('account.json')).toBe(account())
  }
)

describe('how far a plan may go', () => {
  const later = documents(
    ingressClass,
    ingress('shop', 'web', { host: 'other.example.com' }),
    service('shop', 'web'),
    ingress('blog', 'blog'),
    service('blog', 'web')
  )
  const old = documents(shop, ingress('old', 'web'), service('old', 'web'))

  test.each([
    { policy: 'sync', does: ['CreateLoadBalancer', 'ModifyRule', 'DeleteLoadBalancer'], leaves: [] },
    { policy: 'upsert-only', does: ['CreateLoadBalancer', 'ModifyRule'], leaves: ['DeleteLoadBalancer'] },
    { policy: 'create-only', does: ['CreateLoadBalancer'], leaves: ['ModifyRule', 'DeleteLoadBalancer'] },
    { policy: 'observe', does: [], leaves: ['CreateLoadBalancer', 'ModifyRule', 'DeleteLoadBalancer'] }
  ])('the policy $policy allows $does, and leaves $leaves', async ({ policy, does, leaves }) => {
    const { cli, write, read } = place(files(old))
    await cli(go)
    write('manifests.yaml', later)
    const before = read('account.json')
    const said = await cli([...go, '--prune', '--policy', policy])
    for (const action of does) expect(said.out).toContain(action)
    for (const action of leaves) expect(said.out).not.toContain(action)
    if (leaves.length > 0) expect(said.err).toMatch(new RegExp(`Withheld, as the policy ${policy} allows no more: .*`))
    expect(read('account.json') === before).toBe(policy === 'observe')
  })
})
