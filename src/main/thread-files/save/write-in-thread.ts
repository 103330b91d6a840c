// The messages of a page are written in a thread, which is ended when it does not come to an end with a block of code: then that
// one stands as it was written.
import { Worker } from 'node:worker_threads'
import type { Language } from '../../../shared/domain/language'
import { plain } from './escape'
import type { Asked, Told } from './writing-thread'

export interface Writing {
  /** A text in Markdown as HTML, one after the other. Rejects with what is unexpected. */
  write(text: string): Promise<string>
  close(): void
}

/** `patienceMs` is for one block of code. */
const usual = { memoryMb: 1_024, patienceMs: 4_000 }
/** Blocks of a file that nobody waits for. After them none is coloured any more. */
const MOST_FAILURES = 3

export type OpenWriting = (language: Language) => Promise<Writing>

export interface WritingPaths {
  /** Absolute path of the built writing-thread.ts. */
  thread: string
  /** And of the page's highlight.worker.ts; null: code has no colours. */
  colourer: string | null
}

export function writeInThread(paths: WritingPaths, language: Language, limits = usual): Writing {
  let worker: Worker | null = null
  let failures = 0
  let last: Promise<unknown> = Promise.resolve()

  function start(): Worker {
    const started = new Worker(paths.thread, {
      workerData: paths.colourer,
      resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
      env: {},
      execArgv: [],
    })
    started.unref()
    return started
  }

  function end(): void {
    worker?.removeAllListeners()
    void worker?.terminate()
    worker = null
  }

  async function writeNow(text: string): Promise<string> {
    const uncoloured: number[] = []
    for (;;) {
      const answer = await ask({ text, language, uncoloured: failures >= MOST_FAILURES ? 'all' : uncoloured })
      if ('html' in answer) return answer.html
      // It had no room for the text itself.
      if (answer.stuckAt === null) return plain(text)
      failures++
      uncoloured.push(answer.stuckAt)
    }
  }

  /** `stuckAt`: the block of code it did not come to an end with, if it was one. Its thread is gone. */
  function ask(asked: Asked): Promise<{ html: string } | { stuckAt: number | null }> {
    const answer = Promise.withResolvers<{ html: string } | { stuckAt: number | null }>()
    const asking = (worker ??= start())
    let reads: number | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    function giveUp(): void {
      clearTimeout(timer)
      end()
      answer.resolve({ stuckAt: reads })
    }
    function fail(error: unknown): void {
      clearTimeout(timer)
      end()
      answer.reject(error)
    }
    asking.removeAllListeners()
    asking.on('message', (told: Told) => {
      clearTimeout(timer)
      if ('html' in told) return answer.resolve(told)
      reads = told.reads
      if (reads !== null) timer = setTimeout(giveUp, limits.patienceMs)
    })
    asking.on('error', (error) => (isOutOfMemory(error) ? giveUp() : fail(error)))
    asking.on('exit', () => fail(new Error('The thread that writes the page has ended.')))
    asking.postMessage(asked)
    return answer.promise
  }

  return {
    write(text) {
      const written = last.then(() => writeNow(text))
      last = written.catch(() => {})
      return written
    },
    close: end,
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
