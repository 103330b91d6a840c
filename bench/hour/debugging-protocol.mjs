/**
 * Speaks the protocol of the developer tools with Node or Chromium.
 * @param {string} address what they print, beginning with ws:
 * @returns {Promise<{ send(method: string, params?: object, sessionId?: string): Promise<any>, close(): void }>}
 *   rejects where nobody listens
 */
export async function connectDebugger(address) {
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
  return {
    send: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        waiting.set((last += 1), { resolve, reject })
        socket.send(JSON.stringify({ id: last, method, params, sessionId }))
      }),
    close: () => socket.close(),
  }
}
