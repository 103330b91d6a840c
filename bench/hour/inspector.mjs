// Asks a program that was started with --inspect about its own memory. Nothing is enabled in it: what an inspector
// listens to, it keeps.

/** @param {string} address what Node prints, beginning with ws: */
export async function openInspector(address) {
  const socket = new WebSocket(address)
  const waiting = new Map()
  let last = 0
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error } = JSON.parse(data)
    const { resolve, reject } = waiting.get(id) ?? {}
    waiting.delete(id)
    if (error) reject?.(new Error(error.message))
    else resolve?.(result)
  })
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', () => reject(new Error(`nobody listens at ${address}`)))
  })
  const send = (method, params = {}) =>
    new Promise((resolve, reject) => {
      waiting.set((last += 1), { resolve, reject })
      socket.send(JSON.stringify({ id: last, method, params }))
    })
  return {
    /** What main holds after a collection: bytes of JavaScript and outside it, and what keeps its loop going. */
    async memory() {
      await send('HeapProfiler.collectGarbage')
      const expression = `JSON.stringify({ ...process.memoryUsage(), handles: process.getActiveResourcesInfo().length })`
      const { result } = await send('Runtime.evaluate', { expression, returnByValue: true })
      const { heapUsed, external, arrayBuffers, handles } = JSON.parse(result.value)
      return { heapUsed, external, arrayBuffers, handles }
    },
    close: () => socket.close(),
  }
}
