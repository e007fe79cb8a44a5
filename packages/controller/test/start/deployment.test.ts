import { readFileSync } from 'node:fs'
import { E } from '@alb-ingress/core'
import { expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { runningFlags } from '../../src/flags/running.js'
import { readSettings } from '../../src/flags/settings.js'

// biome-ignore lint/suspicious/noExplicitAny: the test looks into manifests.
const documentsIn = (file: string): ReadonlyArray<any> =>
  parseAllDocuments(readFileSync(new URL(`../../deploy/${file}`, import.meta.url), 'utf8')).map((each) => each.toJS())

const [account, deployment] = documentsIn('deployment.yaml')
const [container] = deployment.spec.template.spec.containers

test('the controller understands the flags of its deployment', () => {
  const settings = readSettings({ argv: container.args, environment: {}, readFile: E.left })
  expect(E.isRight(settings) ? settings.right.notes : settings.left).toEqual([])
})

test('probes and metrics are where the deployment says', () => {
  const ports = container.ports.map(({ containerPort }: { containerPort: number }) => containerPort)
  expect(ports).toEqual([runningFlags.metricsAddress.fallback?.port, runningFlags.healthAddress.fallback?.port])
})

test('it runs as the account that has its rights', () => {
  const subjects = documentsIn('rbac.yaml').flatMap((each) => each.subjects ?? [])
  expect(deployment.spec.template.spec.serviceAccountName).toBe(account.metadata.name)
  expect(subjects.length).toBeGreaterThan(0)
  const { name, namespace } = account.metadata
  for (const subject of subjects) expect(subject).toMatchObject({ kind: 'ServiceAccount', name, namespace })
})
