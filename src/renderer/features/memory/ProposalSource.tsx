import { useQuery } from '@tanstack/react-query'
import type { Proposal } from '../../../shared/contract/memories'
import { glimpse } from '../../../shared/domain/glimpse'
import { useOpen } from '../../state/open'
import { failureOf } from '../../wire/failure'
import { openMessage } from '../../state/way-back'
import { queries } from '../../wire/rpc'
import { words } from './words'

/** Where a proposal or a memory comes from, one click away. */
export function ProposalSource({
  proposal,
}: {
  proposal: Pick<Proposal, 'sourceThreadId' | 'sourceMessageId' | 'personaId'>
}) {
  const { sourceThreadId, sourceMessageId, personaId } = proposal
  const isHere = useOpen(
    ({ page, threadId }) => page === 'conversation' && threadId !== null && threadId === sourceThreadId,
  )
  const source = useQuery(
    queries.threads.get.queryOptions({ input: { threadId: sourceThreadId ?? '' }, enabled: sourceThreadId !== null }),
  )
  if (sourceThreadId === null) return null
  if (failureOf(source.error)?.code === 'NOT_FOUND') {
    return <p className="mt-0.5 text-micro text-ink-3">{words.fromDeleted}</p>
  }
  const title = source.data?.title || glimpse(source.data?.opening ?? '')
  return (
    <button
      type="button"
      className="mt-0.5 block min-h-6 max-w-full truncate text-start text-micro text-ink-2 hover:underline"
      onClick={() => openMessage(sourceThreadId, sourceMessageId, personaId)}
    >
      {isHere || !title ? words.fromConversation : words.from(title)}
    </button>
  )
}
