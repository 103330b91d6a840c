// A scripted model server: speaks OpenAI's responses and chat completions, embeddings, model lists, and Ollama's list and
// embeddings.
// It does what the script says, every time the same, and remembers what it was asked.
import { createServer } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chatDialect } from './chat-completions-api'
import { readEmbeddingsRequest, sendEmbeddings } from './embeddings-api'
import type { EmbeddingsRequest, EmbeddingsScript } from './embeddings-api'
import { readModelRequest } from './read-request'
import { isHttpReply, isNoReply } from './script'
import type { HttpReply, ModelRequest, NoReply, Reply, Script } from './script'
import { responsesDialect } from './responses-api'
import { sendHttp, sendJson, sendNothing, sendStream } from './send'

export interface ModelServerOptions {
  /** What the model answers. Default: "Hello from the scripted model." */
  script?: Script
  /** When given, every request under /v1 must carry it as a bearer token; others get OpenAI's 401. */
  expectedKey?: string
  /** What both lists of models answer. Default: three names. */
  models?: readonly string[] | HttpReply | NoReply
}

export interface RecordedRequest {
  method: string
  path: string
  headers: IncomingHttpHeaders
  /** Parsed JSON, or null. */
  body: unknown
  /** Present for requests for an answer. */
  asked?: ModelRequest
  /** Present for requests for vectors. */
  embedded?: EmbeddingsRequest
  /** How it went: the response was sent to its end, or the connection closed before. */
  over: Promise<'answered' | 'closed'>
}

export interface ModelServer {
  /** Base URL of the OpenAI API, ends with /v1. */
  url: string
  /** Base URL for Ollama: the same without /v1. */
  origin: string
  requests: RecordedRequest[]
  /** Changes what is answered from the next request on. */
  setScript(script: Script): void
  /**
   * What is answered when a title is asked for a conversation with these words; else, and with null, as at first, it is
   * refused. Such requests are not in `requests`.
   */
  setTitle(title: string | null, about?: string): void
  /** The same for when it is asked what to remember. */
  setExtraction(candidates: string | null): void
  /** What is answered when vectors are asked for; null, as at first: vectors in which words of one meaning are near. */
  setEmbeddings(script: EmbeddingsScript | null): void
  /** Ends every open connection, then the server. */
  close(): Promise<void>
}

/** Listens on a free port of 127.0.0.1. */
export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const requests: RecordedRequest[] = []
  const script = options.script ?? { text: 'Hello from the scripted model.' }
  const state = {
    script,
    answered: 0,
    title: null as string | null,
    titled: '',
    extraction: null as string | null,
    embeddings: null as EmbeddingsScript | null,
    embedded: 0,
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // A mistake in the script must not look like a failure the test staged.
      if (!response.headersSent) sendJson(response, { error: { message: `The script failed: ${String(error)}` } }, 599)
      else response.destroy()
    })
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await readAll(request)
    const path = request.url ?? '/'
    const api = path === '/v1/responses' ? 'responses' : path === '/v1/chat/completions' ? 'chat' : null
    // It comes in the background after any first answer, and no script is about it.
    if (api !== null && text.includes('Give this conversation a title')) {
      if (state.title === null || !text.includes(state.titled))
        return sendJson(response, { error: { message: 'No titles here.' } }, 404)
      const asked = readModelRequest(api, JSON.parse(text), 0)
      return reply(response, asked, { text: state.title })
    }
    if (api !== null && text.includes('You look for lasting facts')) {
      if (state.extraction === null) return sendJson(response, { error: { message: 'Nothing to remember.' } }, 404)
      const asked = readModelRequest(api, JSON.parse(text), 0)
      return reply(response, asked, { text: state.extraction })
    }
    const recorded: RecordedRequest = {
      method: request.method ?? '',
      path,
      headers: request.headers,
      body: text ? (JSON.parse(text) as unknown) : null,
      over: new Promise((resolve) =>
        response.on('close', () => resolve(response.writableFinished ? 'answered' : 'closed')),
      ),
    }
    requests.push(recorded)

    const vectorsOf = { '/v1/embeddings': 'openai', '/api/embed': 'ollama' }[path] as
      | EmbeddingsRequest['api']
      | undefined
    if (path === '/api/tags') return sendModels(response, true)
    if (options.expectedKey !== undefined && request.headers.authorization !== `Bearer ${options.expectedKey}`) {
      return sendJson(response, incorrectKey, 401)
    }
    if (path === '/v1/models') return sendModels(response, false)
    if (vectorsOf) {
      recorded.embedded = readEmbeddingsRequest(vectorsOf, recorded.body, state.embedded++)
      return sendEmbeddings(response, recorded.body, recorded.embedded, state.embeddings)
    }
    if (api === null) return sendJson(response, { error: { message: `Invalid URL (${request.method} ${path})` } }, 404)
    recorded.asked = readModelRequest(api, recorded.body, state.answered++)
    await reply(response, recorded.asked, await nextReply(state.script, recorded.asked))
  }

  function sendModels(response: ServerResponse, ollama: boolean): void {
    const models = options.models ?? ['practice-small', 'practice-large', 'embed-small']
    if ('status' in models) return sendHttp(response, models)
    if ('instead' in models) return sendNothing(response, models)
    sendJson(response, ollama ? ollamaList(models) : openAiList(models))
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    url: `${origin}/v1`,
    origin,
    requests,
    setScript(script) {
      state.script = script
      state.answered = 0
    },
    setEmbeddings(script) {
      state.embeddings = script
      state.embedded = 0
    },
    setTitle(title, about = '') {
      state.title = title
      state.titled = about
    },
    setExtraction(candidates) {
      state.extraction = candidates
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}

async function reply(response: ServerResponse, asked: ModelRequest, what: Reply): Promise<void> {
  if (isHttpReply(what)) return sendHttp(response, what)
  if (isNoReply(what)) return sendNothing(response, what)
  const input = { answer: what, model: asked.model, index: asked.index }
  const dialect = asked.api === 'chat' ? chatDialect(input) : responsesDialect(input)
  if (asked.stream) await sendStream(response, dialect, what)
  else sendJson(response, dialect.whole())
}

async function nextReply(script: Script, asked: ModelRequest): Promise<Reply> {
  if (typeof script === 'function') return await script(asked)
  if (!Array.isArray(script)) return script as Reply
  const replies = script as readonly Reply[]
  const next = replies[Math.min(asked.index, replies.length - 1)]
  if (!next) throw new Error('an empty script answers nothing')
  return next
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

const incorrectKey = {
  error: {
    message: 'Incorrect API key provided.',
    type: 'invalid_request_error',
    param: null,
    code: 'invalid_api_key',
  },
}

function openAiList(names: readonly string[]): object {
  return {
    object: 'list',
    data: names.map((id) => ({ id, object: 'model', created: 1_750_000_000, owned_by: 'test' })),
  }
}

function ollamaList(names: readonly string[]): object {
  return {
    models: names.map((name) => ({ name, model: name, modified_at: '2026-01-01T00:00:00Z', size: 1, digest: 'd' })),
  }
}
