// The other side of the benchmark, in a thread of its own: a model server whose every piece says when it left, and readers
// of it, directly or through the local API, that take down how long ago that was.
import { createServer } from 'node:http'
import { parentPort } from 'node:worker_threads'

const now = () => performance.timeOrigin + performance.now()
let pace = { everyMs: 100, pieces: 600 }

const server = createServer((request, response) => {
  request.resume()
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const send = (delta, finish = null) =>
    response.write(
      `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'bench', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`,
    )
  send({ role: 'assistant', content: '' })
  let left = pace.pieces
  const timer = setInterval(() => {
    if (left-- > 0) return send({ content: `@${now().toFixed(3)} ` })
    clearInterval(timer)
    send({}, 'stop')
    response.end('data: [DONE]\n\n')
  }, pace.everyMs)
  response.on('close', () => clearInterval(timer))
})
server.listen(0, '127.0.0.1', () => parentPort.postMessage({ ready: server.address().port }))

parentPort.on('message', (message) => {
  if (message.close) {
    server.closeAllConnections()
    server.close()
    return parentPort.close()
  }
  pace = message.pace
  void Promise.all(message.streams.map(read)).then((all) => parentPort.postMessage({ read: all }))
})

/** How late each piece was, in milliseconds; and what went wrong, if something did. */
async function read({ url, headers, body }) {
  const late = []
  let wrong = null
  let hasEnded = false
  let rest = ''
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    if (!answer.ok) return { late, wrong: `${answer.status} ${await answer.text()}` }
    const decoder = new TextDecoder()
    for await (const bytes of answer.body) {
      const at = now()
      const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n')
      rest = lines.pop()
      for (const line of lines) {
        for (const [, left] of line.matchAll(/@(\d+\.\d{3}) /g)) late.push(at - Number(left))
        if (line.includes('"type":"error"')) wrong ??= line
        if (line === 'data: [DONE]') hasEnded = true
      }
    }
    if (!hasEnded) wrong ??= 'it did not come to its end'
    if (late.length !== pace.pieces) wrong ??= `${late.length} pieces came of ${pace.pieces}`
  } catch (error) {
    wrong = String(error)
  }
  return { late, wrong }
}
