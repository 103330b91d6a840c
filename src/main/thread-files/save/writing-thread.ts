// Entry of the thread that turns messages into HTML and colours their code: a long one takes seconds, in which nothing else of
// Kith would move. It says which block of code it is about to read, as that may have no end.
import { parentPort, workerData } from 'node:worker_threads'
import type { Language } from '../../../shared/domain/language'
import { languageOf } from '../../../shared/highlight/language-names'
import { longestColoured } from '../../../shared/highlight/messages'
import type { Piece } from '../../../shared/highlight/messages'
import { markdownAsHtml } from './markdown-as-html'
import { loadPageColourer } from './page-colourer'
import { wordsFor } from './words'

export interface Asked {
  text: string
  language: Language
  /** Blocks of code, by their number, that stand as they were written. */
  uncoloured: number[] | 'all'
}

/** `reads`: the block it reads now; null: that is read. */
export type Told = { reads: number | null } | { html: string }

/** Absolute path of the built highlight.worker.ts; null: code has no colours. */
const colourerPath = workerData as string | null
let colourer: ReturnType<typeof loadPageColourer> | null = null

parentPort?.on('message', (asked: Asked) => void answer(asked))

async function answer({ text, language, uncoloured }: Asked): Promise<void> {
  let block = 0
  async function colour(code: string, info: string): Promise<Piece[][] | null> {
    block++
    if (colourerPath === null || uncoloured === 'all' || uncoloured.includes(block)) return null
    const { grammar } = languageOf(info.trim().split(/\s/, 1)[0] ?? '')
    if (!grammar || code === '' || code.length > longestColoured) return null
    // Most messages have none.
    const readCode = await (colourer ??= loadPageColourer(colourerPath))
    tell({ reads: block })
    const { lines } = await readCode({ id: block, code, grammar })
    tell({ reads: null })
    return lines
  }
  tell({ html: await markdownAsHtml(text, wordsFor(language), colour) })
}

function tell(told: Told): void {
  parentPort?.postMessage(told)
}
