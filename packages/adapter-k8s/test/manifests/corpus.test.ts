import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { E } from '@alb-ingress/core'
import { expect, test } from 'vitest'
import { type Manifests, readManifests } from '../../src/manifests/index.js'

// Manifests of other people, which are not part of the project: they lie beside a checkout, or not at all.
const corpus = fileURLToPath(new URL('../../../../../shared/corpus', import.meta.url))
const present = existsSync(corpus)

const read = async (): Promise<Manifests> => {
  const result = await readManifests([corpus])()
  if (E.isLeft(result)) throw new Error(result.left.map(({ message }) => message).join(' '))
  return result.right
}

test.skipIf(!present)(
  `real manifests are read, and only the broken ones are not${present ? '' : ' (skipped: no ../shared/corpus)'}`,
  async () => {
    const { documents, diagnostics } = await read()
    expect(documents.length).toBeGreaterThan(150)
    const files = (code: string) =>
      diagnostics
        .filter((noticed) => noticed.code === code)
        .map(({ position }) => `${relative(corpus, position?.file ?? '')}:${position?.line}`)
    expect(files('document/unreadable').map((place) => place.replace(/-.*:/, ':'))).toEqual([
      'broken/278:64',
      'broken/279:8',
      'broken/280:2',
      // Objects whose authors forgot the apiVersion.
      'mistakes/249:2',
      'support/004:4'
    ])
    expect(files('document/duplicate-key')).toHaveLength(5)
    expect(files('document/no-object')).toEqual([])
  }
)
