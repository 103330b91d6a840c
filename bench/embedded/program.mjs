// The built data process in a program that does nothing else: in a thread of its own, as the browser host starts it, or
// as the program itself, which is what a utility process of Electron is.
import { readFileSync } from 'node:fs'
import { MessageChannel, Worker } from 'node:worker_threads'

/**
 * @typedef {{ ready: Promise<object>, post(path: string, token: string | null, body: object): Promise<any>, close(): Promise<void> }}
 *   DataProcess `post` rejects with what was answered when that is no success
 */

/** @param {string} entry @param {object} given its `workerData` @returns {DataProcess} */
export function openAsThread(entry, given) {
  const { port1, port2 } = new MessageChannel()
  const worker = new Worker(entry, { workerData: { ...given, port: port2 }, transferList: [port2] })
  return talkOver(port1, new Promise((resolve) => worker.once('exit', resolve)))
}

/** The program ends with it. @param {string} entry @param {object} start @returns {DataProcess} */
export function openAsProgram(entry, start) {
  const { port1, port2 } = new MessageChannel()
  process.parentPort = { once: (_event, listen) => listen({ data: start, ports: [asInElectron(port2)] }) }
  // Resolves only when it ends.
  void import(entry)
  return talkOver(port1, new Promise(() => {}))
}

function asInElectron(port) {
  return {
    on: (event, listener) => port.on(event, (data) => listener({ data })),
    postMessage: (message) => port.postMessage(message),
    start: () => port.start(),
    close: () => port.close(),
  }
}

/** @returns {DataProcess} */
function talkOver(port, exited) {
  const answers = new Map()
  const opening = Promise.withResolvers()
  port.on('message', (message) => {
    if (message.type === 'ready') opening.resolve(message.ready)
    if (message.type === 'failed') opening.reject(new Error(JSON.stringify(message.failure)))
    if (message.type === 'response') answers.get(message.id)(message)
    answers.delete(message.id)
  })
  let lastId = 0
  return {
    ready: opening.promise,
    async post(path, token, body) {
      const { url, publishableKey } = await opening.promise
      const id = (lastId += 1)
      const answer = new Promise((resolve) => answers.set(id, resolve))
      const headers = [
        ['apikey', publishableKey],
        ['authorization', `Bearer ${token ?? publishableKey}`],
        ['content-type', 'application/json'],
      ]
      const message = { type: 'request', id, url: `${url}${path}`, method: 'POST', headers, body: JSON.stringify(body) }
      port.postMessage(message)
      const { status, body: text } = await answer
      if (status >= 400) throw new Error(`${path}: ${status} ${text}`)
      return text ? JSON.parse(text) : null
    },
    async close() {
      port.postMessage({ type: 'close' })
      await exited
      port.close()
    },
  }
}

/** @returns {Promise<(name: string, args: object) => Promise<any>>} calls as somebody with an account */
export async function signUp({ post }) {
  const account = { email: `${crypto.randomUUID()}@example.com`, password: crypto.randomUUID() }
  const { access_token: token } = await post('/auth/v1/signup', null, account)
  return (name, args) => post(`/rest/v1/rpc/${name}`, token, args)
}

/** Megabytes of this program in memory. */
export function residentMegabytes() {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1_024
}

export const content = (text) => ({ format: 2, parts: [{ type: 'text', text }] })
