// The assistant of one account, and what makes vectors for its memory.
import { createAssistant, createEmbeddings, createTools } from '../assistant'
import type { Assistant, AssistantParts, Embeddings, Tools } from '../assistant'
import { callsInTime } from '../assistant/calls-in-time'
import { chooseAnswering } from '../assistant/personas/choose-answering'
import type { Prices } from '../assistant/prices/open-prices'
import type { Call } from '../database/call'
import type { Settings } from '../settings'
import type { Trace } from '../trace'
import type { Changes } from './changes'
import { startEmptyingBin } from './empty-bin'
import { log } from '../diagnostics/log'
import { noteFailedRuns } from './note-failed-runs'
import type { OpenDatabase } from './open-database'

/** How long after the page is usable the assistant's code is loaded, so that the first answer need not wait for it. */
const WARM_AFTER_MS = 1_500

export interface MadeAssistant extends Assistant {
  userId: string
  embeddings: Embeddings
  tools: Tools
}

interface Parts extends Pick<OpenDatabase, 'forRun'> {
  call: Call
  userId: string
  /** Whose runs are whose, where several computers use one database. */
  device: string
  /** Whether the database that is open can only be read. */
  isReadOnly: () => boolean
  settings: Settings
  prices: Pick<Prices, 'of'>
  changes: Changes
  /** Takes down when the assistant was loaded, and how its first answer went. */
  trace?: Trace | undefined
  onAnswering?: AssistantParts['onAnswering']
}

export function makeAssistant(parts: Parts): MadeAssistant {
  const { forRun, userId, device, isReadOnly, settings, prices, changes } = parts
  const call = noteFailedRuns(parts.call)
  /** For work that gives way to answers. */
  const inBetween = { call, untilIdle: () => made.whenIdle(), canStore: () => !isReadOnly(), log: log.error }
  const embeddings = createEmbeddings({ ...inBetween, settings })
  const tools = createTools({ call: callsInTime(call), servers: settings.mcp, log: log.error, onEnded })
  const made = createAssistant({
    call,
    forRun,
    userId,
    device,
    chooseModel: (personaId) => chooseAnswering({ call: callsInTime(call), settings, prices }, personaId),
    acceptedKinds: () => settings.view().acceptedKinds,
    tools,
    onChange: changes.tell,
    onAnswering: parts.onAnswering,
    embedQuestion: embeddings.question,
    log: log.error,
    ...(parts.trace?.isOn && { onPhase: parts.trace.mark }),
  })
  const stopEmptyingBin = startEmptyingBin(inBetween)
  const stop = new AbortController()
  void followChanges(changes, embeddings, stop.signal)
  const warm = () =>
    made
      .warm()
      .then(() => parts.trace?.mark('warmed'))
      .catch((error: unknown) => log.error('the assistant could not be loaded', error))
  setTimeout(() => void warm(), WARM_AFTER_MS).unref()
  return {
    ...made,
    userId,
    embeddings,
    tools,
    async close() {
      stop.abort()
      await Promise.all([made.close(), embeddings.close(), stopEmptyingBin()])
      await tools.close()
    },
  }
}

/** Which one is its owner's business. */
const onEnded = () => log.warn('a server of tools ended by itself')

/** What is said and kept gets its vector, by the model that is chosen. */
async function followChanges(changes: Changes, embeddings: Embeddings, signal: AbortSignal): Promise<void> {
  for await (const { kind } of changes.watch(signal)) {
    if (kind === 'settings') embeddings.follow()
    else embeddings.nudge()
  }
}
