// All runs of this process: at most one per thread, and who watches them.
import type { ChatEvent, LiveRun, Message } from '../../shared/contract/chat'
import { KithError } from '../../shared/errors'
import type { Surroundings } from './answer-question'
import { endWaiting } from './approvals/end-waiting'
import type { ForRun } from './calls-in-time'
import { beginRun, personaOf } from './begin-run'
import type { RunRequest } from './begin-run'
import type { ChosenModel } from './choose-model'
import { startRun } from './run'
import type { Run } from './run'
import { createUnheardStarts } from './unheard-starts'
import { createWatchers } from './watchers'

export interface RunsParts extends Surroundings {
  /** Calls for a run, which can do no more than a run may. Rejects when that is not certain. */
  forRun: ForRun
  /** This installation, so that after a crash only its own runs are called interrupted. */
  device: string
  /** Who answers for a persona, or without one. */
  chooseModel: (personaId: string | null) => Promise<ChosenModel>
  /** Told of every answer that begins to be written here, and of its end; of the end once more when it could be stored late. */
  onAnswering?: ((event: AnsweringEvent) => void) | undefined
  /** After everybody was told. Once more when an end that could not be stored is stored after all. */
  onFinished: (end: { threadId: string; answer: Message; choice: ChosenModel | KithError }) => void
}

export type AnsweringEvent =
  | { kind: 'began'; runId: string; threadId: string; personaId: string | null }
  | { kind: 'over'; runId: string; threadId: string; answer: Message }

export interface Started {
  /** The person's message, when it came with this run. */
  user: Message | null
  run: LiveRun
}

export interface Runs {
  /**
   * Stores the message and begins the answer; the same `runId` again gives what it gave before, without a second
   * answer. Throws RUN_IN_PROGRESS, and what the database throws: then nothing is stored.
   */
  start(request: RunRequest): Promise<Started>
  /** Resolves when what arrived is stored. A run that is over is fine. */
  stop(runId: string): Promise<void>
  stopThread(threadId: string): Promise<void>
  isRunning(runId: string): boolean
  /** Before a run that waits is ended: it waits again, should it have begun to go on without anybody hearing of it. */
  settle(runId: string): Promise<void>
  /** The run a thread is being answered by, or null. */
  runOf(threadId: string): string | null
  /** Any run that is on, or null. */
  anyRun(): string | null
  watch(threadId: string, signal: AbortSignal | undefined): AsyncIterableIterator<ChatEvent>
  /** A run that waited for its owner is over without having gone on. */
  ended(runId: string, message: Message): void
  /** Tells everybody who watches a thread. */
  tell(threadId: string, event: ChatEvent): void
  /** Resolves when no answer is being written, those that begin meanwhile included. */
  whenIdle(): Promise<void>
  /** Tries now to store every end that could not be stored so far. */
  catchUp(): Promise<void>
  /** Stops everything. Resolves with whether every end is stored. */
  interrupt(): Promise<boolean>
  /** Stops everything, lets watchers go, and starts nothing any more. */
  close(): Promise<void>
}

/** A thread that is being answered, from the moment somebody asks for it until everybody knows the end. */
interface Busy {
  runId: string
  started: Promise<Started>
  run: Run | null
}

export function createRuns(parts: RunsParts): Runs {
  const { call, forRun, device, onChange, onFinished } = parts
  const watchers = createWatchers()
  const busy = new Map<string, Busy>()
  /** The latest run of a thread, until its end is stored: before that the database refuses the next one. */
  const unstored = new Map<string, Run>()
  const starts = createUnheardStarts({ call, device, onSettled: showAgain, log: parts.log })
  let isClosed = false

  function showAgain(threadId: string): void {
    watchers.tell(threadId, { type: 'pathChanged' })
    onChange({ kind: 'threads', threadId })
  }

  async function begin(request: RunRequest, onRun: (run: Run) => void): Promise<Started> {
    const { threadId, runId, as: asking = call } = request
    parts.onPhase?.('asked')
    const failure = await (await unstored.get(threadId)?.finishing)?.tryNow()
    if (failure) throw failure
    await starts.settle(threadId, runId)
    // Chosen first, because the run's row names the model. Without one the message is stored all the same.
    const personaId = await personaOf(asking, request)
    const [choice, callOfRun] = await Promise.all([choose(() => parts.chooseModel(personaId)), forRun({ personaId })])
    let answering = choice
    const once = () => beginRun(asking, device, request, choice)
    const begun = () => starts.heard(request, once)
    const { user, answer, questionId } = await begun().catch(async (error: unknown) => {
      // Whoever writes on does not answer what the thread waits for: that is refused, visibly, and makes room.
      if (!(error instanceof KithError) || error.code !== 'RUN_IN_PROGRESS' || 'decide' in request) throw error
      const { runId: waiting } = error.data as { runId: string }
      const message = await endWaiting(call, waiting, 'wrote-on')
      if (!message) throw error
      ended(waiting, message)
      return begun()
    })
    parts.onPhase?.('stored')
    const started = { user, run: { runId, message: answer } }
    // Asked for again after it was over.
    if (answer.status !== 'streaming') return started

    const run = startRun({
      ...parts,
      call: callOfRun,
      runId,
      questionId,
      answer,
      isResumed: 'decide' in request,
      choice,
      tell: (event) => tellOf(threadId, answering, event),
      onInstead: (chosen) => void (answering = chosen),
    })
    onRun(run)
    parts.onAnswering?.({ kind: 'began', runId, threadId, personaId })
    unstored.set(threadId, run)
    void run.finishing.then(async ({ settled }) => {
      await settled
      parts.onPhase?.('whole')
      if (unstored.get(threadId) === run) unstored.delete(threadId)
    })
    // In the same breath as `onRun`: whoever joins now has the run in the snapshot, all others hear of it here.
    watchers.tell(threadId, { type: 'started', ...started })
    onChange({ kind: 'threads', threadId })
    return started
  }

  function ended(runId: string, message: Message): void {
    watchers.tell(message.threadId, { type: 'finished', runId, message })
    onChange({ kind: 'threads', threadId: message.threadId })
  }

  /** Whoever joins after `finished` must not be told that the run is on. */
  function tellOf(threadId: string, choice: ChosenModel | KithError, event: ChatEvent): void {
    if (event.type === 'finished' && busy.get(threadId)?.runId === event.runId) busy.delete(threadId)
    watchers.tell(threadId, event)
    if (event.type !== 'finished') return
    parts.onAnswering?.({ kind: 'over', runId: event.runId, threadId, answer: event.message })
    onFinished({ threadId, answer: event.message, choice })
  }

  async function stop(entry: Busy | undefined, why?: KithError): Promise<void> {
    if (!entry) return
    // A run that does not begin has nothing to stop; why it did not, the one who asked for it is told.
    await entry.started.catch(() => {})
    entry.run?.stop(why)
    await entry.run?.over
  }

  async function stopAll(): Promise<void> {
    const interrupted = new KithError('RUN_INTERRUPTED', {})
    await Promise.all([...busy.values()].map((entry) => stop(entry, interrupted)))
  }

  return {
    async start(request) {
      const { threadId, runId } = request
      if (isClosed) throw new KithError('DATABASE_FAILED', { reason: 'Kith is closing.' })
      const present = busy.get(threadId)
      if (present?.runId === runId) return present.started
      if (present) throw new KithError('RUN_IN_PROGRESS', { runId: present.runId })

      const started = begin(request, (run) => {
        entry.run = run
      })
      const entry: Busy = { runId, started, run: null }
      busy.set(threadId, entry)
      try {
        return await started
      } finally {
        // Nothing began: it failed, or it had been over long ago.
        if (!entry.run) busy.delete(threadId)
      }
    },

    stop: (runId) => stop([...busy.values()].find((entry) => entry.runId === runId)),
    stopThread: (threadId) => stop(busy.get(threadId)),

    isRunning: (runId) => [...busy.values()].some((entry) => entry.runId === runId),
    settle: starts.settleRun,
    runOf: (threadId) => busy.get(threadId)?.runId ?? null,
    anyRun: () => busy.values().next().value?.runId ?? null,
    tell: watchers.tell,
    ended,

    watch(threadId, signal) {
      const run = busy.get(threadId)?.run?.live() ?? null
      return watchers.join(threadId, { type: 'snapshot', run }, signal)
    },

    async catchUp() {
      for (const run of unstored.values()) await (await run.finishing).tryNow()
    },

    async whenIdle() {
      while (busy.size > 0) {
        await Promise.all([...busy.values()].map((entry) => entry.started.catch(() => {}).then(() => entry.run?.over)))
        // The one who asked for a run that did not begin takes it off the list after this.
        await new Promise((resolve) => setImmediate(resolve))
      }
    },

    async interrupt() {
      await stopAll()
      return unstored.size === 0
    },

    async close() {
      isClosed = true
      starts.close()
      await stopAll()
      for (const run of unstored.values()) (await run.finishing).giveUp()
      watchers.close()
    },
  }
}

async function choose(chooseModel: () => Promise<ChosenModel>): Promise<ChosenModel | KithError> {
  try {
    return await chooseModel()
  } catch (error) {
    return error instanceof KithError
      ? error
      : new KithError('PROVIDER_FAILED', { provider: 'The model' }, { cause: error })
  }
}
