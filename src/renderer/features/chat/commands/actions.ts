// What the conversation adds to all that can be done: see state/actions.ts.
import { announce } from '../../../lib/announcer'
import type { Action } from '../../../state/actions'
import { draftOfThread } from '../../../state/drafts'
import { isDraftOff, useMemoryOff } from '../../../state/memory-off'
import { useOpen } from '../../../state/open'
import { useSession } from '../../../state/session'
import { useStreams } from '../../../state/streams'
import { knownThread, showThread } from '../../../state/threads'
import { wordsOf } from '../../../wire/failure'
import { rpc } from '../../../wire/rpc'
import { stopRun } from '../use-answering'
import { setComposerError } from '../use-sending'
import { words } from './words'

const group = 'chat'

/** Where one writes, if one can: not on a page in its place, nor while the database can only be read. */
const canWrite = () => {
  const { ready } = useSession.getState()
  return ready !== null && !ready.database.isReadOnly && useOpen.getState().page === 'conversation'
}

export const chatActions: readonly Action[] = [
  {
    id: 'chat.stop',
    group,
    words: () => words.stop,
    alias: words.stopAlias,
    isThere: () => canWrite() && presentRun() !== null,
    run: () => void stopPresent(),
  },
  {
    id: 'chat.attach',
    group,
    words: () => words.attach,
    alias: words.attachAlias,
    isThere: canWrite,
    run: () => document.querySelector<HTMLInputElement>('[data-pane=conversation] input[type=file]')?.click(),
  },
  {
    id: 'chat.model',
    group,
    words: () => words.model,
    alias: words.modelAlias,
    isThere: canWrite,
    run: openModels,
  },
  {
    id: 'chat.memory',
    group,
    name: words.memoryName,
    words: () => (remembers() ? words.memoryOff : words.memoryOn),
    alias: words.memoryAlias,
    isThere: () => canWrite() && (useOpen.getState().threadId === null || presentThread() !== undefined),
    run: () => void setRemembers(!remembers()),
  },
]

function presentRun(): string | null {
  const { threadId } = useOpen.getState()
  return threadId === null ? null : (useStreams.getState().runs[threadId]?.runId ?? null)
}

const presentDraft = () => draftOfThread(useOpen.getState().threadId, useOpen.getState().personaId)

async function stopPresent(): Promise<void> {
  const runId = presentRun()
  const draftKey = presentDraft()
  if (runId !== null) setComposerError(draftKey, await stopRun(runId))
}

/** A menu opens where it is: from its own button, as the keyboard opens it. */
function openModels(): void {
  const button = document.querySelector<HTMLElement>('[data-model-menu]')
  button?.focus()
  button?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }))
}

function presentThread() {
  const { threadId } = useOpen.getState()
  return threadId === null ? undefined : knownThread(threadId)
}

function remembers(): boolean {
  const { threadId } = useOpen.getState()
  return threadId === null
    ? !isDraftOff(presentDraft(), useOpen.getState().personaId)
    : (presentThread()?.remembers ?? true)
}

async function setRemembers(isOn: boolean): Promise<void> {
  const { threadId } = useOpen.getState()
  const draftKey = presentDraft()
  try {
    if (threadId === null) useMemoryOff.getState().set(draftKey, !isOn)
    else showThread(await rpc.threads.setMemory({ threadId, remembers: isOn }))
    announce(isOn ? words.saidMemoryOn : words.saidMemoryOff)
  } catch (error) {
    setComposerError(draftKey, wordsOf(error))
  }
}
