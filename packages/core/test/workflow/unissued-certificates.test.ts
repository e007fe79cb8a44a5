import { expect, test } from 'vitest'
import { andThen, type Checked, findings } from '../../src/checked/checked.js'
import type { ObservedResource, Stack } from '../../src/resources/stack.js'
import { feasible } from '../../src/workflow/feasible.js'
import { backend, rule } from '../build.js'
import { configuredOf, factsOf, type GroupGiven, member, translated } from '../translate/one-group.js'

const given: GroupGiven = {
  gates: { EnableCertificateManagement: true },
  members: [
    member('a', { 'create-acm-cert': 'true' }, { rules: [rule('a.example', backend('web'))] }),
    member('b', { 'certificate-arn': 'arn:b' })
  ]
}

const planned = (...there: ReadonlyArray<ObservedResource>): Checked<Stack> =>
  andThen(feasible(factsOf(given), { id: 'team', resources: there }, configuredOf(given)))(translated(given))

const id = 'amazon_issued/a.example-8585119b'

const certificate = (
  state: NonNullable<ObservedResource['reported']['state']>,
  names: ReadonlyArray<string> = ['a.example']
): ObservedResource => ({
  ...{ stack: 'team', kind: 'Certificate', id, physicalId: 'arn:a', reported: { state } },
  spec: { domainName: 'a.example', subjectAlternativeNames: names, type: 'AMAZON_ISSUED', tags: {} }
})

test.each<{ name: string; there: ReadonlyArray<ObservedResource>; expected: string }>([
  { name: 'that is not there', there: [], expected: 'a.example is not there yet' },
  {
    name: 'that is for other names',
    there: [certificate('active', ['a.example', 'b.example'])],
    expected: 'a.example is not there yet'
  },
  { name: 'that is being issued', there: [certificate('provisioning')], expected: 'a.example is not issued yet' },
  { name: 'that will never be issued', there: [certificate('failed')], expected: 'a.example is not issued yet' }
])('a certificate $name keeps the whole group as it is, but not its model', ({ there, expected }) => {
  expect(translated(given)._tag).toBe('Right')
  const [problem, ...others] = findings(planned(...there))
  expect(others).toEqual([])
  expect(problem).toMatchObject({
    code: 'certificates/unissued',
    at: {
      object: { kind: 'Ingress', name: 'a' },
      path: ['metadata', 'annotations', expect.stringMatching(/create-acm-cert$/)]
    }
  })
  expect(problem?.message).toContain(expected)
  // Whoever requests it by hand needs these, for it to be found.
  expect(problem?.hint).toContain(`ingress.k8s.aws/resource=${id}`)
})

test('a certificate that is issued for the same names is used, whoever requested it', () => {
  expect(planned(certificate('active'))._tag).toBe('Right')
})
