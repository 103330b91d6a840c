// Runs a tool of node_modules, or a script of this project, under the Node that Kith needs:
// `node scripts/with-node.mjs oxlint src` or `node scripts/with-node.mjs scripts/gen-types.mjs --check`.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { at, root, runOrExplain } from './bootstrap/project.mjs'
import { ensureToolchain } from './bootstrap/toolchain.mjs'
import { toolPath } from './checks/tools.mjs'

await runOrExplain(async () => {
  const node = await ensureToolchain()
  const [tool, ...args] = process.argv.slice(2)
  const script = tool.endsWith('.mjs') ? at(tool) : toolPath(tool)
  const child = spawn(node, [script, ...args], { cwd: root, stdio: 'inherit' })
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)))
})
