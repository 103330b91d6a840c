// What a test can make the scripted model say. Plain data, so that a script reads like the situation it stages.
import type { Gate } from './gate'

/** A model's answer, streamed or not as the client asks. */
export interface Answer {
  /** A string leaves word by word; an array leaves exactly in these pieces. */
  text?: string | readonly string[]
  /** Leaves before the text: a reasoning summary for responses, `reasoning_content` for chat completions. */
  reasoning?: string
  toolCalls?: readonly ToolCall[]
  usage?: Usage
  /** `length` and `content_filter` are proper ends of an incomplete answer. */
  finish?: 'stop' | 'length' | 'content_filter'
  /** Milliseconds before each piece of text. */
  delay?: number
  /** Each piece of text waits until the test lets it pass. */
  gate?: Gate
  /** What happens to the stream after the text instead of its proper end. Only for streams. */
  ending?: Ending
}

export interface ToolCall {
  name: string
  arguments: unknown
  /** Made when missing. */
  id?: string
}

export interface Usage {
  input: number
  output: number
  reasoning?: number
}

export type Ending =
  /** The socket dies. */
  | 'socket-destroyed'
  /** The response ends as if all were well, without a finish event or [DONE]. */
  | 'cut'
  /** The socket stays open and nothing comes any more. */
  | 'silence'
  /** Proper finish event, but no [DONE] (chat completions only; responses have none anyway). */
  | 'without-done'
  /** These bytes, then the proper end. */
  | { garbage: string }
  /** An error object inside the stream, then the end of the response. */
  | { error: ErrorObject }

export interface ErrorObject {
  message: string
  type?: string
  code?: string | number | null
}

/** Any HTTP response, as it is. */
export interface HttpReply {
  status: number
  headers?: Record<string, string>
  body?: string
}

/** Accepts the request, then: nothing at all, or the socket dies. */
export interface NoReply {
  instead: 'silence' | 'socket-destroyed'
}

export type Reply = Answer | HttpReply | NoReply

/** One request for an answer, with what tests ask about most already read out of it. */
export interface ModelRequest {
  api: 'responses' | 'chat'
  /** 0 for the first request for an answer. */
  index: number
  model: string
  stream: boolean
  /** The prompt as plain text, in order. Tool calls and results are left out. */
  prompt: readonly { role: string; text: string }[]
  /** The text of the last message of the user, or ''. */
  lastUserText: string
  /** Results of tools that were sent back. */
  toolResults: readonly { id: string; output: string }[]
  /** Names of the tools the client offers. */
  tools: readonly string[]
  body: Record<string, unknown>
}

/** One reply for every request, one after another (the last one repeats), or decided by request. */
export type Script = Reply | readonly Reply[] | ((request: ModelRequest) => Reply | Promise<Reply>)

export function isHttpReply(reply: Reply): reply is HttpReply {
  return 'status' in reply
}

export function isNoReply(reply: Reply): reply is NoReply {
  return 'instead' in reply
}

/** The pieces of text in which an answer leaves. */
export function piecesOf(text: Answer['text']): readonly string[] {
  if (typeof text !== 'string') return text ?? []
  return text.match(/\s*\S+\s*/g) ?? (text ? [text] : [])
}
