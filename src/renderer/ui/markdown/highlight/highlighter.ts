// The page's side of the worker that reads code. It is started with the first block and ended when it has been idle, or
// when it does not come to an end with what it was given.
import type { Grammar } from './languages'
import type { Answer, Piece, Question } from './messages'

const patience = 4_000
const idleAfter = 60_000

interface Asked extends Question {
  resolve(lines: Piece[][] | null): void
}

let worker: Worker | null = null
let asked: Asked[] = []
let timer: ReturnType<typeof setTimeout> | undefined
let lastId = 0

/** The code in pieces of a kind, or null where it cannot be had. One block after the other. */
export async function highlight(code: string, grammar: Grammar): Promise<Piece[][] | null> {
  return await new Promise((resolve) => {
    lastId += 1
    asked.push({ id: lastId, code, grammar, resolve })
    if (asked.length === 1) askNext()
  })
}

function askNext(): void {
  clearTimeout(timer)
  const [next] = asked
  if (!next) {
    timer = setTimeout(stop, idleAfter)
    return
  }
  timer = setTimeout(giveUp, patience)
  const { id, code, grammar } = next
  running().postMessage({ id, code, grammar } satisfies Question)
}

function running(): Worker {
  if (worker) return worker
  worker = new Worker(new URL('highlight.worker.ts', import.meta.url), { type: 'module', name: 'highlight' })
  worker.addEventListener('message', (event: MessageEvent<Answer>) => settle(event.data.id, event.data.lines))
  worker.addEventListener('error', giveUp)
  return worker
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
  worker?.terminate()
  worker = null
}
