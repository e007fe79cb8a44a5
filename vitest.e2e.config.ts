import { defineConfig } from 'vitest/config'

// Tests against servers: an AWS API server, and a Kubernetes API server beside it. `npm test` stays free of them.
const conditions = ['@alb-ingress/source', 'node', 'development|production']
const minutes = (count: number): number => count * 60_000

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // Much of the time they wait for servers.
    maxWorkers: 2,
    projects: ['aws', 'cluster'].map((name) => ({
      extends: true,
      test: {
        name,
        root: `e2e/${name}`,
        include: ['**/*.test.ts'],
        // Credentials that the servers take.
        env: { AWS_ACCESS_KEY_ID: 'testbed', AWS_SECRET_ACCESS_KEY: 'testbed', AWS_EC2_METADATA_DISABLED: 'true' },
        // The first to need a server may have to make what it runs on.
        ...{ testTimeout: minutes(2), hookTimeout: minutes(10) }
      }
    }))
  }
})
