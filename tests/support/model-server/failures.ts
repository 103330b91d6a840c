// The ways providers fail, ready to be put into a script.
import type { Answer, HttpReply, NoReply } from './script'

/** An HTTP error with the JSON body OpenAI sends. Further headers: `retry-after` and the like. */
export function failure(
  status: number,
  { message = `Scripted failure ${status}`, type = 'scripted_error', code = null, headers = {} }: FailureOptions = {},
): HttpReply {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ error: { message, type, param: null, code } }),
  }
}

export interface FailureOptions {
  message?: string
  type?: string
  code?: string | number | null
  headers?: Record<string, string>
}

/** What a hotel's network answers to everything until somebody has signed in. */
export function captivePortal(): HttpReply {
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: '<!doctype html><html><head><title>Welcome</title></head><body><h1>Sign in to this network</h1></body></html>',
  }
}

export function redirect(location: string, status = 302): HttpReply {
  return { status, headers: { location } }
}

export const silence: NoReply = { instead: 'silence' }
export const hangUp: NoReply = { instead: 'socket-destroyed' }

/** A good beginning and a bad end. */
export function breaksOff(text: string, ending: NonNullable<Answer['ending']>): Answer {
  return { text, ending }
}
