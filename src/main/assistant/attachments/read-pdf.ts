// The words of a PDF, for models that take no PDFs. Read in a thread of its own: what is wrong or malicious in it can take
// long, or all memory, and then the thread ends and nothing else does.
import { Worker } from 'node:worker_threads'
import type { getDocumentProxy } from 'unpdf'

const TIME_LIMIT_MS = 20_000
const MEMORY_LIMIT_MB = 384
const MOST_PAGES = 500
/** Of all pages together: more fits into no prompt. */
const MOST_CHARACTERS = 400_000

export interface PdfText {
  pages: string[]
  /** How many there are, of which `pages` may be the first. */
  pageCount: number
}

/** What the thread runs. It is given where the package lies, for a thread made of text finds none by itself. */
const reading = `
const { parentPort, workerData } = require('node:worker_threads')
const { unpdf, bytes, mostPages, mostCharacters } = workerData
import(unpdf).then(async ({ getDocumentProxy }) => {
  const pdf = await getDocumentProxy(bytes, { verbosity: 0, isEvalSupported: false, stopAtErrors: false })
  const pages = []
  let characters = 0
  for (let number = 1; number <= Math.min(pdf.numPages, mostPages) && characters < mostCharacters; number++) {
    const page = await pdf.getPage(number)
    const { items } = await page.getTextContent()
    const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\\n' : '') : '')).join('')
    pages.push(text.slice(0, mostCharacters - characters))
    characters += text.length
    page.cleanup()
  }
  parentPort.postMessage({ pages, pageCount: pdf.numPages })
}).catch(() => parentPort.postMessage(null))
`
export type Unpdf = { getDocumentProxy: typeof getDocumentProxy }

/** Null when it cannot be read: broken, locked with a password, or too much work. */
export function readPdf(bytes: Uint8Array, timeLimit = TIME_LIMIT_MS): Promise<PdfText | null> {
  const unpdf = import.meta.resolve('unpdf')
  return new Promise((resolve) => {
    const worker = new Worker(reading, {
      eval: true,
      workerData: { unpdf, bytes, mostPages: MOST_PAGES, mostCharacters: MOST_CHARACTERS },
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB },
      // It is given nothing of ours, and what it says is of interest to nobody.
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
    })
    const end = (text: PdfText | null) => {
      clearTimeout(timer)
      resolve(text)
      void worker.terminate()
    }
    const timer = setTimeout(() => end(null), timeLimit)
    worker.once('message', end)
    worker.once('error', () => end(null))
    worker.once('exit', () => end(null))
  })
}
