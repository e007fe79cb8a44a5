import { defineConfig } from 'vitest/config'

// Tests against servers: an AWS API server, and a Kubernetes API server beside it. `npm test` stays free of them.
const conditions = ['@alb-ingress/source', 'node', 'development|production']
const minutes = (count: number): number => count * 60_000

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    projects: ['aws', 'cluster'].map((name) => ({
      extends: true,
      test: {
        name,
        root: `e2e/${name}`,
        include: ['**/*.test.ts'],
        // The first to need a server may have to make what it runs on.
        ...{ testTimeout: minutes(2), hookTimeout: minutes(10) }
      }
    }))
  }
})
