#!/usr/bin/env -S node --max-semi-space-size=4
// Most of what it holds lives long or goes at once, so a small place for young objects costs nothing and saves a fifth of its memory.
// A checkout has what tsc made; a package has the bundle.
import { existsSync } from 'node:fs'

const built = new URL('../dist/main.js', import.meta.url)
await import(existsSync(built) ? built.href : '../bundle/main.js')
