// When a person's words are looked at for something to remember: in a quiet time after whole answers, one thread after the
// other, all its new answers in one call. It holds up nothing and troubles nobody. What was said right before Kith ended is
// not looked at later: whoever wants it remembered can say so, and no conversation is read that is not being held.
import type { Message } from '../../../shared/contract/chat'
import { KithError } from '../../../shared/errors'
import type { ChosenModel } from '../choose-model'
import { isPracticeModel } from '../practice-model'
import { toProviderError } from '../providers/provider-error'
import type { Log } from '../refused-receipt'
import type { Runs } from '../runs'
import { extract } from './extract'
import type { ExtractParts } from './extract'

/** Without a run that begins or ends. */
const QUIET_MS = 10_000
/** Each time a run begins the call is let go and made later; after that often it is let finish, for it costs, too. */
const MOST_GIVING_WAY = 2
/** More threads than this are not answered in a quiet time. */
const MOST_WAITING = 50

export interface Extractions {
  /** A run is over. Looks at what was said for it, if it is a whole answer, when it is quiet. */
  afterRun(end: { threadId: string; answer: Message; choice: ChosenModel | KithError }): void
  /** A run begins. */
  makeWay(): void
  /** Something is forgotten: nothing that waits is looked at, and what is being looked at is proposed no more. */
  drop(): Promise<void>
  close(): void
}

export interface ExtractionsParts extends ExtractParts {
  runs: Pick<Runs, 'whenIdle'>
  log: Log
  quiet?: number | undefined
}

interface Waiting {
  threadId: string
  fromSeq: number
  choice: ChosenModel
  gaveWay: number
}

export function createExtractions(parts: ExtractionsParts): Extractions {
  const { runs, log, quiet = QUIET_MS } = parts
  const waiting = new Map<string, Waiting>()
  const seen = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let begun = 0
  let isClosed = false
  let work: Promise<void> | null = null
  let current: { entry: Waiting; way: AbortController; dropped: AbortController } | null = null

  function arm(): void {
    clearTimeout(timer)
    if (isClosed || waiting.size === 0) return
    // Nothing waits for it: a process that wants to end, ends.
    timer = setTimeout(() => void wake(), quiet).unref()
  }

  async function wake(): Promise<void> {
    const before = begun
    await runs.whenIdle()
    if (begun !== before) return arm()
    work ??= lookAtAll().finally(() => {
      work = null
      arm()
    })
  }

  async function lookAtAll(): Promise<void> {
    const before = begun
    for (const entry of Array.from(waiting.values())) {
      if (isClosed || begun !== before) return
      if (waiting.get(entry.threadId) !== entry) continue
      waiting.delete(entry.threadId)
      await lookAt(entry)
    }
  }

  async function lookAt(entry: Waiting): Promise<void> {
    const way = new AbortController()
    const dropped = new AbortController()
    current = { entry, way, dropped }
    const { choice } = entry
    try {
      const signal = AbortSignal.any([way.signal, dropped.signal])
      const done = await extract(parts, { ...entry, seen, signal, dropped: dropped.signal })
      if (!done) return
      const { proposed, accepted, tokens } = done
      // It belongs to no answer, so its cost stands here.
      log(
        'looked for something to remember',
        `${choice.facts.model}, ${tokens.input ?? '?'} + ${tokens.output ?? '?'} tokens, ${proposed} proposed, ${accepted} accepted`,
      )
    } catch (error) {
      if (dropped.signal.aborted) return
      if (way.signal.aborted) keep({ ...entry, gaveWay: entry.gaveWay + 1 })
      else log('nothing was looked for to remember', reasonOf(error, choice))
    } finally {
      current = null
    }
  }

  function keep(entry: Waiting): void {
    const present = waiting.get(entry.threadId)
    const fromSeq = Math.min(entry.fromSeq, present?.fromSeq ?? entry.fromSeq)
    // By the model that answered last.
    const { choice } = present && present.fromSeq > entry.fromSeq ? present : entry
    waiting.set(entry.threadId, { ...entry, fromSeq, choice })
    const oldest = waiting.keys().next()
    if (waiting.size > MOST_WAITING && !oldest.done) waiting.delete(oldest.value)
  }

  return {
    afterRun({ threadId, answer, choice }) {
      if (isClosed) return
      // Rules understand nothing: the practice model proposes by itself what it recognises.
      if (answer.status === 'complete' && !(choice instanceof KithError) && !isPracticeModel(choice.model)) {
        const present = waiting.get(threadId)
        keep({ threadId, choice, fromSeq: answer.seq, gaveWay: present?.gaveWay ?? 0 })
      }
      arm()
    },
    makeWay() {
      begun += 1
      if (current && current.entry.gaveWay < MOST_GIVING_WAY) current.way.abort()
    },
    async drop() {
      waiting.clear()
      current?.dropped.abort()
      await work
    },
    close() {
      isClosed = true
      clearTimeout(timer)
      waiting.clear()
      current?.dropped.abort()
    },
  }
}

/** Never what was said: an error may quote it. */
function reasonOf(error: unknown, choice: ChosenModel): string {
  return error instanceof KithError ? error.code : toProviderError(error, choice.facts).code
}
