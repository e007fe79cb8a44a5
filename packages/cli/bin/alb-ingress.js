#!/usr/bin/env node
// npm links this file before anything is built. A checkout has what tsc made; a package has the bundle.
import { existsSync } from 'node:fs'

const built = new URL('../dist/main.js', import.meta.url)
await import(existsSync(built) ? built.href : '../bundle/main.js')
