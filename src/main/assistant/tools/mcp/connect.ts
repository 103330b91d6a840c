// One connection to one MCP server. The server is a stranger: whatever it sends is limited in size, number and time, and
// nothing of it is believed. Loaded with the first server that is used.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import type { Transport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { z } from 'zod'
import type { ServerAccess } from '../../../settings'
import { inTime } from '../in-time'
import { cut, LONGEST_RESULT } from '../quote'
import { reasonOf } from './reason-of'

/** Of one message, in bytes. */
const LARGEST_MESSAGE = 4_000_000
/** In any ten seconds: a server that says more than this is talking to itself. */
const MOST_MESSAGES = 2_000
const MOST_PAGES = 20
/** Kith's own patience ends before that of the SDK, and in words; in milliseconds. */
const LATER = 2_000
const MOST_TOOLS = 1_000
const START_WITHIN_MS = 30_000
const CALL_WITHIN_MS = 60_000

export interface ServerTool {
  name: string
  title: string
  description: string
  inputSchema: unknown
}

export interface Connection {
  /** Rejects with why not, in words. */
  tools(signal: AbortSignal): Promise<ServerTool[]>
  /** What the tool says, as text that is not too long. Rejects with its failure in words. */
  call(name: string, args: Record<string, unknown>, signal: AbortSignal, within?: number): Promise<string>
  close(): Promise<void>
  /** Resolves when it has ended, however it ended. */
  ended: Promise<void>
  /** Called when the server says that it has other tools now. */
  onChange(listener: () => void): void
}

/** Rejects with why not, in words. */
export async function connect(
  access: ServerAccess,
  signal: AbortSignal,
  startWithin = START_WITHIN_MS,
): Promise<Connection> {
  const transport = transportTo(access)
  const client = new Client({ name: 'Kith', version: '1' }, { capabilities: {} })
  const ended = Promise.withResolvers<void>()
  const complaint = { text: '' }
  Object.assign(client, {
    onclose: () => ended.resolve(),
    onerror: (error: Error) => void (complaint.text = error.message),
  })
  const close = async () => {
    await client.close().catch(() => {})
    ended.resolve()
  }
  let listener = () => {}
  client.setNotificationHandler('notifications/tools/list_changed', () => listener())
  try {
    await inTime(
      client.connect(limited(transport, close), { timeout: startWithin + LATER }),
      startWithin,
      signal,
      'It did not start',
    )
  } catch (error) {
    void close()
    throw new Error(reasonOf(error, complaint.text), { cause: error })
  }

  return {
    async tools(ofAsking) {
      const found: ServerTool[] = []
      let cursor: string | undefined
      for (let page = 0; page < MOST_PAGES && found.length < MOST_TOOLS; page += 1) {
        const asked = client.request({ method: 'tools/list', params: cursor === undefined ? {} : { cursor } }, listed, {
          timeout: startWithin + LATER,
          signal: ofAsking,
        })
        const { tools, nextCursor } = await inTime(asked, startWithin, ofAsking, 'It did not list its tools').catch(
          (error: unknown) => {
            throw new Error(reasonOf(error, 'What it lists is no list of tools.'), { cause: error })
          },
        )
        found.push(...tools.map(toTool).filter((tool) => tool !== null))
        if (nextCursor === undefined || nextCursor === cursor) break
        cursor = nextCursor
      }
      return found.slice(0, MOST_TOOLS)
    },
    async call(name, args, ofCall, within = CALL_WITHIN_MS) {
      const asked = client.request({ method: 'tools/call', params: { name, arguments: args } }, called, {
        timeout: within + LATER,
        signal: ofCall,
      })
      const gone = ended.promise.then(() => Promise.reject(new Error('The server ended while it was asked.')))
      gone.catch(() => {})
      const result = await inTime(Promise.race([asked, gone]), within, ofCall, 'It did not answer').catch(
        (error: unknown) => {
          if (ofCall.aborted) throw error
          throw new Error(reasonOf(error, ''), { cause: error })
        },
      )
      const text = textOf(result)
      if (result.isError === true) throw new Error(cut(text.trim() || 'The tool failed.', 4_000))
      return text
    },
    close,
    ended: ended.promise,
    onChange: (next) => void (listener = next),
  }
}

function transportTo(access: ServerAccess): Transport {
  if (access.kind === 'stdio') {
    const { command, args, env } = access
    const transport = new StdioClientTransport({ command, args, env, stderr: 'ignore', maxBufferSize: LARGEST_MESSAGE })
    return transport
  }
  return new StreamableHTTPClientTransport(new URL(access.url), {
    requestInit: { headers: access.headers },
    fetch: limitedFetch,
    reconnectionOptions: {
      maxRetries: 2,
      initialReconnectionDelay: 1_000,
      maxReconnectionDelay: 10_000,
      reconnectionDelayGrowFactor: 2,
    },
  })
}

/** Headers with secrets go to the address they were entered for and nowhere else, and no body comes without end. */
const limitedFetch = async (url: string | URL, init?: RequestInit): Promise<Response> => {
  const response = await fetch(url, { ...init, redirect: 'error' })
  if (!response.body) return response
  let size = 0
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        size += chunk.byteLength
        if (size > LARGEST_MESSAGE) controller.error(new Error('The server sends more than Kith reads.'))
        else controller.enqueue(chunk)
      },
    }),
  )
  return new Response(counted, response)
}

/** The SDK puts its own listeners on the transport while it connects; this one stands before them. */
function limited(transport: Transport, close: () => Promise<void>): Transport {
  let deliver: Transport['onmessage']
  let count = 0
  let since = performance.now()
  Object.defineProperty(transport, 'onmessage', {
    get: () =>
      deliver &&
      ((...args: Parameters<NonNullable<typeof deliver>>) => {
        const now = performance.now()
        if (now - since > 10_000) [count, since] = [0, now]
        count += 1
        if (count > MOST_MESSAGES) void close()
        else deliver?.(...args)
      }),
    set(next: Transport['onmessage']) {
      deliver = next
    },
  })
  return transport
}

const listed = z.looseObject({ tools: z.array(z.unknown()), nextCursor: z.string().optional() })
const listedTool = z.looseObject({
  name: z.string().min(1).max(200),
  title: z.string().optional().catch(undefined),
  description: z.string().optional().catch(undefined),
  inputSchema: z.unknown(),
})
const called = z.looseObject({
  content: z.array(z.looseObject({ type: z.string() })).optional(),
  structuredContent: z.unknown().optional(),
  isError: z.boolean().optional(),
})

/** One that is none costs no other. */
function toTool(tool: unknown): ServerTool | null {
  const { data } = listedTool.safeParse(tool)
  if (!data) return null
  const { name, title, description = '', inputSchema } = data
  return { name, title: (title ?? name).slice(0, 100), description: description.slice(0, 1_000), inputSchema }
}

function textOf({ content = [], structuredContent }: z.infer<typeof called>): string {
  const texts: string[] = []
  let length = 0
  for (const part of content.slice(0, 1_000)) {
    // Beyond what is shown, only the length is of interest.
    const text = textOfPart(part)
    length += text.length
    texts.push(text)
    if (length > LARGEST_MESSAGE) break
  }
  const all = texts.join('\n')
  if (all.trim() !== '' || structuredContent === undefined) return all
  return JSON.stringify(structuredContent).slice(0, LONGEST_RESULT * 2)
}

function textOfPart(part: { type: string; [field: string]: unknown }): string {
  if (part.type === 'text') return wordsIn(part['text'])
  const resource = part['resource'] as { text?: unknown; uri?: unknown } | undefined
  if (part.type === 'resource' && typeof resource?.text === 'string') return resource.text
  if (part.type === 'resource_link') return `[${wordsIn(part['name'])} ${wordsIn(part['uri'])}]`
  return `[${part.type.slice(0, 20)}, not shown]`
}

function wordsIn(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
