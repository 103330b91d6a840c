// What every script needs before it can do its work: the packages, and a Node that runs them.
import { ensureDependencies } from './dependencies.mjs'
import { checkRunningNode, ensureNode } from './node.mjs'

/** @returns {Promise<string>} Path of the Node to run everything with. */
export async function ensureToolchain() {
  checkRunningNode()
  const node = await ensureNode()
  await ensureDependencies(node)
  return node
}
