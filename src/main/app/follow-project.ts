// A project that is open: what becomes of it when it goes and comes back, and what waits for it meanwhile.
import type { Assistant } from '../assistant'
import { openOutbox } from '../profiles/outbox'
import type { Kept } from '../router/context'
import { KithError } from '../../shared/errors'
import type { Changes } from './changes'
import { createKept } from './kept'
import { log } from '../diagnostics/log'
import type { RemoteDatabase } from './open-remote'
import { sendKept } from './send-kept'

export interface FollowedProject {
  kept: Kept
  /** Begins once the assistant is there. */
  follow(assistant: Assistant): void
}

interface Parts {
  opened: RemoteDatabase
  /** Of the profile. */
  folder: string
  changes: Pick<Changes, 'tell'>
  /** What wants an answer from the database before anything else is asked of it; at the first time and at every later one. */
  begin(): Promise<void>
  /** Whether it can be reached, or what waits for it, is otherwise now. */
  onTold(): void
  /** It can be reached, and is not for this Kith or this account any more. */
  onLost(error: unknown): void
}

export async function openFollowedProject(parts: Parts): Promise<FollowedProject> {
  const { opened, folder, changes, begin, onTold, onLost } = parts
  const { circuit } = opened
  const outbox = await openOutbox(folder)
  let assistant: Assistant | null = null
  let last = Promise.resolve()

  function onChange(threadId: string): void {
    changes.tell({ kind: 'waiting', threadId })
    onTold()
  }

  /** One after the other. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    last = last.then(work).catch((error: unknown) => {
      // Then it is asked again when it can be reached.
      if (!(error instanceof KithError) || error.code !== 'DATABASE_UNREACHABLE') onLost(error)
    })
    return last
  }

  /** @param again what was refused before, too */
  async function send(again: boolean): Promise<void> {
    if (!assistant || !circuit.isOnline() || outbox.list().length === 0) return
    await sendKept({ outbox, assistant, userId: opened.account.id, onChange }, again).catch((error: unknown) =>
      log.error('what waited for the project was not sent', error),
    )
  }

  const comeBack = () =>
    inTurn(async () => {
      await opened.check()
      await begin()
      await send(false)
    }).then(onTold)

  return {
    kept: createKept({
      outbox,
      userId: () => opened.account.id,
      onChange,
      async sendNow() {
        await circuit.tryNow()
        await inTurn(() => send(true))
      },
    }),
    follow(made) {
      assistant = made
      circuit.onChange((isOnline) => (isOnline ? void comeBack() : onTold()))
      if (opened.isChecked()) void inTurn(() => send(false))
      else void comeBack()
    },
  }
}
