// `npm run bench -- startup` runs bench/startup.mjs. Without a name it says which there are.
import { readdirSync } from 'node:fs'
import { at, say } from './bootstrap/project.mjs'

const benches = readdirSync(at('bench'))
  .filter((file) => file.endsWith('.mjs'))
  .map((file) => file.slice(0, -'.mjs'.length))
const [name] = process.argv.slice(2)
if (name !== undefined && benches.includes(name)) await import(`../bench/${name}.mjs`)
else {
  say(`Name a benchmark: ${benches.join(', ')}.`)
  process.exitCode = 2
}
