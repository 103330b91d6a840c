// What whoever shows code has of the worker that reads it. It is started with the first block and ended when it has been idle,
// or when it does not come to an end with what it was given.
import type { Grammar } from './languages'
import type { Answer, Piece, Question } from './messages'

const patience = 4_000
const idleAfter = 60_000

export interface Highlighter {
  /** The code in pieces of a kind, line by line, or null where it cannot be had. One block after the other. */
  highlight(code: string, grammar: Grammar): Promise<Piece[][] | null>
  /** Ends the worker, which starts again when there is more. */
  close(): void
}

interface Reader {
  ask(question: Question): void
  end(): void
}

/** @param start of a worker that answers with `readCode` */
export function createHighlighter(
  start: (hear: { onAnswer(answer: Answer): void; onFailure(): void }) => Reader,
): Highlighter {
  let reader: Reader | null = null
  let asked: (Question & { resolve(lines: Piece[][] | null): void })[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastId = 0

  function askNext(): void {
    clearTimeout(timer)
    const [next] = asked
    if (!next) {
      timer = setTimeout(stop, idleAfter)
      return
    }
    timer = setTimeout(giveUp, patience)
    reader ??= start({ onAnswer: ({ id, lines }) => settle(id, lines), onFailure: giveUp })
    const { id, code, grammar } = next
    reader.ask({ id, code, grammar })
  }

  function settle(id: number, lines: Piece[][] | null): void {
    const [first, ...others] = asked
    if (first?.id !== id) return
    asked = others
    first.resolve(lines)
    askNext()
  }

  function giveUp(): void {
    stop()
    const [first] = asked
    if (first) settle(first.id, null)
  }

  function stop(): void {
    reader?.end()
    reader = null
  }

  return {
    highlight: (code, grammar) =>
      new Promise((resolve) => {
        lastId += 1
        asked.push({ id: lastId, code, grammar, resolve })
        if (asked.length === 1) askNext()
      }),
    close() {
      clearTimeout(timer)
      stop()
    },
  }
}
