import type { Message } from '../../../shared/contract/chat'
import { THREAD_TITLE_LIMIT } from '../../../shared/domain/limits'
import { announce } from '../../lib/announcer'
import { draftOfThread } from '../../state/drafts'
import { useOpen } from '../../state/open'
import { wordsOf } from '../../wire/failure'
import { queryClient } from '../../wire/query-client'
import { queries, rpc } from '../../wire/rpc'
import { words as commandWords } from './commands/words'
import { insisting, setComposerError } from './use-sending'
import { words } from './words'

/**
 * Begins a new thread with what is shown up to this message, or with every version of it, and opens it. The thread it
 * comes from stays as it is.
 */
export async function forkFrom({ threadId, id: untilMessageId }: Message, withVersions = false): Promise<void> {
  const newThreadId = crypto.randomUUID()
  const known = queryClient.getQueryData(queries.threads.get.queryKey({ input: { threadId } }))
  const title = known?.title ? words.copyOf(known.title).slice(0, THREAD_TITLE_LIMIT) : undefined
  try {
    const copy = await insisting(() =>
      rpc.threads.copy({ threadId, newThreadId, untilMessageId, withVersions, ...(title !== undefined && { title }) }),
    )
    void queryClient.invalidateQueries({ queryKey: queries.threads.list.key() })
    announce(withVersions ? commandWords.forkedWithVersions : words.forked)
    useOpen.getState().openThread(copy.id, { personaId: copy.personaId })
  } catch (error) {
    setComposerError(draftOfThread(threadId, null), wordsOf(error))
  }
}
