// Code of a file in its colours: as on screen, read in a thread that is ended when it does not come to an end. What runs in there
// is the page's own worker: its grammars are large, and a release has them once.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { createHighlighter } from '../../../shared/highlight/create-highlighter'
import { languageOf } from '../../../shared/highlight/language-names'
import { longestColoured } from '../../../shared/highlight/messages'
import type { Answer, Piece } from '../../../shared/highlight/messages'

export interface Colouring {
  /** Null for what stands as it was written. @param info what the fence says after its marks */
  colour(code: string, info: string): Promise<Piece[][] | null>
  close(): void
}

const MEMORY_LIMIT_MB = 512
/** Blocks of a file that nobody waits for. After them none is coloured any more. */
const MOST_FAILURES = 3

/** What a worker of a page has around it. Of what comes before the worker listens, nothing is lost. */
const running = `
const { parentPort, workerData } = require('node:worker_threads')
globalThis.postMessage = (message) => parentPort.postMessage(message)
globalThis.addEventListener = (name, listener) => {
  if (name === 'message') parentPort.on('message', (data) => listener({ data }))
}
import(workerData).catch((error) => setImmediate(() => { throw error }))
`

/** Where the build has put the page's worker; null where there is no built page. @param pageFolder absolute path */
export async function colouringWorkerIn(pageFolder: string): Promise<string | null> {
  const assets = join(pageFolder, 'assets')
  const names = await readdir(assets).catch(() => [])
  const name = names.find((one) => /^highlight\.worker-.*\.js$/.test(one))
  return name === undefined ? null : join(assets, name)
}

/** @param workerPath absolute path of the built highlight.worker.ts */
export function createColouring(workerPath: string): Colouring {
  let failures = 0
  const { highlight, close } = createHighlighter(({ onAnswer, onFailure }) => {
    const worker = new Worker(running, {
      eval: true,
      workerData: pathToFileURL(workerPath).href,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB },
      env: {},
      execArgv: [],
    })
    worker.unref()
    worker.on('message', (answer: Answer) => onAnswer(answer))
    worker.on('error', onFailure)
    return { ask: (question) => worker.postMessage(question), end: () => void worker.terminate() }
  })
  return {
    close,
    async colour(code, info) {
      const { grammar } = languageOf(info.trim().split(/\s/, 1)[0] ?? '')
      if (!grammar || code === '' || code.length > longestColoured || failures === MOST_FAILURES) return null
      const lines = await highlight(code, grammar)
      if (lines === null) failures++
      return lines
    },
  }
}
