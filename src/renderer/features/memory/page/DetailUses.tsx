import { useMutation } from '@tanstack/react-query'
import type { MemoryDetail, MemoryUse } from '../../../../shared/contract/memories'
import { shortDate } from '../../../lib/dates'
import { useToday } from '../../../lib/use-today'
import { openMessage } from '../../../state/way-back'
import { ErrorNote } from '../../../ui/ErrorNote'
import { wordsOf } from '../../../wire/failure'
import { rpc } from '../../../wire/rpc'
import { words } from './words'

/** The answers that were made with it, each one click away. */
export function DetailUses({ detail: { memory, uses } }: { detail: MemoryDetail }) {
  const now = useToday()
  const open = useMutation({
    mutationFn: async ({ threadId, messageId }: MemoryUse) => {
      // A persona with a grant may have used it, too.
      const { personaId } = await rpc.threads.get({ threadId })
      openMessage(threadId, messageId, personaId)
    },
  })
  const usedHere = uses.filter(({ used }) => used).length
  if (uses.length === 0) return <p className="text-small text-ink-2">{words.notUsed}</p>
  return (
    <>
      <ul className="-mx-2">
        {uses.map((use) => (
          <li key={use.runId}>
            <button
              type="button"
              onClick={() => open.mutate(use)}
              className="flex min-h-8 w-full items-center gap-3 rounded-m px-2 text-start text-small hover:bg-hover pointer-coarse:min-h-11"
            >
              <span dir="auto" className="min-w-0 flex-1 truncate text-start">
                {use.threadTitle || words.untitled}
              </span>
              {!use.used && <span className="flex-none text-ink-3">{words.leftOut}</span>}
              <time dateTime={use.usedAt} className="flex-none text-ink-3 tabular-nums">
                {shortDate(new Date(use.usedAt), now)}
              </time>
            </button>
          </li>
        ))}
      </ul>
      {memory.usedCount > usedHere && uses.length >= 20 && (
        <p className="mt-1 text-small text-ink-3">{words.moreUses(memory.usedCount - usedHere)}</p>
      )}
      {open.isError && <ErrorNote {...wordsOf(open.error)} />}
    </>
  )
}
