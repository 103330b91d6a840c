// Code of a file in its colours: as on screen, read in a thread that is ended when it does not come to an end.
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

/** @param modulePath absolute path of the built colouring-thread.ts */
export function createColouring(modulePath: string): Colouring {
  let failures = 0
  const { highlight, close } = createHighlighter(({ onAnswer, onFailure }) => {
    const worker = new Worker(modulePath, {
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
