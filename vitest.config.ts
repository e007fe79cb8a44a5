import { readdirSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

// Workspace packages are tested from their TypeScript sources: no test waits for a build.
const conditions = ['@alb-ingress/source', 'node', 'development|production']
const packages = readdirSync(new URL('packages', import.meta.url), { withFileTypes: true })

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // No test is about time: this only ends one that hangs, on a machine that has much else to do.
    testTimeout: 120_000,
    projects: packages
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => ({
        extends: true,
        test: { name, root: `packages/${name}`, include: ['test/**/*.test.ts'] }
      }))
  }
})
