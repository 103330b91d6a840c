// A request whose header lines go over the wire as they are: no client repeats one, or cares about its case.
import { connect } from 'node:net'

export type HeaderLines = [name: string, value: string][]

/** To a server at `http://host:port`. Rejects when that does not answer as HTTP/1.1 does. */
export async function postLines(url: URL, lines: HeaderLines, body: string): Promise<Response> {
  const head = [
    `POST ${url.pathname} HTTP/1.1`,
    `host: ${url.host}`,
    'connection: close',
    `content-length: ${Buffer.byteLength(body)}`,
    ...lines.map(([name, value]) => `${name}: ${value}`),
  ]
  const answer = await exchange(url, `${head.join('\r\n')}\r\n\r\n${body}`)
  const end = answer.indexOf('\r\n\r\n')
  const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(answer) ?? []
  if (!status || end < 0) throw new Error(`This is no answer: ${answer.slice(0, 200)}`)
  const isChunked = /^transfer-encoding: *chunked$/im.test(answer.slice(0, end))
  const sent = answer.slice(end + 4)
  return new Response(Buffer.from(isChunked ? joinChunks(sent) : sent, 'latin1'), { status: Number(status) })
}

/** What comes until the other side hangs up; a character is a byte. */
function exchange({ hostname, port }: URL, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(request))
    let received = ''
    socket.setEncoding('latin1')
    socket.on('data', (text) => (received += String(text)))
    socket.on('error', reject)
    socket.on('close', () => resolve(received))
  })
}

function joinChunks(text: string): string {
  const [, size = '0'] = /^([0-9a-f]+)\r\n/i.exec(text) ?? []
  const start = text.indexOf('\r\n') + 2
  const length = Number.parseInt(size, 16)
  return length === 0 ? '' : text.slice(start, start + length) + joinChunks(text.slice(start + length + 2))
}
