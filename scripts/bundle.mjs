// Makes of each program one folder that needs no packages beside it, in `bundle` of its package: that is what is shipped.
//
//   npm run bundle [-- controller | cli]
//
// What nobody calls of the AWS SDK is left out, which halves the memory that a program takes; its packages can be taken apart only in the
// form of ES modules, which they have under `module`.
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'

const programs = ['controller', 'cli']
const wanted = process.argv.slice(2)
const unknown = wanted.find((name) => !programs.includes(name))
if (unknown !== undefined) throw new Error(`${unknown} is no program; there are ${programs.join(', ')}.`)

for (const name of wanted.length > 0 ? wanted : programs) {
  const folder = fileURLToPath(new URL(`../packages/${name}/`, import.meta.url))
  rmSync(`${folder}bundle`, { recursive: true, force: true })
  await build({
    input: `${folder}src/main.ts`,
    platform: 'node',
    resolve: { mainFields: ['module', 'main'], conditionNames: ['@alb-ingress/source', 'import', 'module', 'node'] },
    // Names stay, so that a stack trace can be read.
    output: { dir: `${folder}bundle`, format: 'esm', minify: { mangle: false, compress: true, codegen: false } },
    logLevel: 'warn'
  })
}
