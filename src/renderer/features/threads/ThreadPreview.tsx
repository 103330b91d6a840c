import { useQuery } from '@tanstack/react-query'
import type { Thread } from '../../../shared/contract/threads'
import { glimpse } from '../../../shared/domain/glimpse'
import { queries } from '../../wire/rpc'
import { wordsOf } from '../../wire/failure'
import { Skeleton } from '../../ui/Skeleton'
import { textOf } from './copy-thread'
import { titleOf } from './title-of'
import { words } from './words'

/** The last of what was said in a thread, read when somebody looks. */
export function ThreadPreview({ thread, personaName }: { thread: Thread; personaName: string | null }) {
  const last = useQuery(
    queries.chat.messages.queryOptions({ input: { threadId: thread.id, limit: 4 }, staleTime: 0, gcTime: 0 }),
  )
  const messages = last.data?.messages.filter((message) => textOf(message) !== '') ?? []
  return (
    <div className="flex flex-col gap-2">
      <p dir="auto" className="truncate text-ui font-strong">
        {titleOf(thread)}
      </p>
      {last.isPending && <Skeleton label={words.preview.loading} />}
      {last.isError && <p className="text-small text-ink-2">{wordsOf(last.error).title}</p>}
      {last.isSuccess && messages.length === 0 && <p className="text-small text-ink-2">{words.preview.empty}</p>}
      {messages.slice(-3).map((message) => (
        <div key={message.id}>
          <p className="text-micro text-ink-3">
            {message.role === 'user' ? words.preview.you : (personaName ?? 'Kith')}
          </p>
          <p dir="auto" className="line-clamp-3 text-small [overflow-wrap:anywhere] text-ink">
            {glimpse(textOf(message).slice(0, 1_000)).slice(0, 400)}
          </p>
        </div>
      ))}
    </div>
  )
}
