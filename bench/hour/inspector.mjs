// Asks a program that was started with --inspect about its own memory. Nothing is enabled in it: what an inspector
// listens to, it keeps.
import { connectDebugger } from './debugging-protocol.mjs'

/** @param {string} address what Node prints, beginning with ws: */
export async function openInspector(address) {
  const { send, close } = await connectDebugger(address)
  return {
    /** What main holds after a collection: bytes of JavaScript and outside it, and what keeps its loop going. */
    async memory() {
      await send('HeapProfiler.collectGarbage')
      const expression = `JSON.stringify({ ...process.memoryUsage(), handles: process.getActiveResourcesInfo().length })`
      const { result } = await send('Runtime.evaluate', { expression, returnByValue: true })
      const { heapUsed, external, arrayBuffers, handles } = JSON.parse(result.value)
      return { heapUsed, external, arrayBuffers, handles }
    },
    close,
  }
}
