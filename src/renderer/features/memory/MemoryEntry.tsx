import { useQuery } from '@tanstack/react-query'
import { classNames } from '../../lib/class-names'
import { openMemoryPage } from '../../state/memory-page'
import { useOpen } from '../../state/open'
import { LoopIcon } from '../../ui/icons'
import { proposalsQuery } from './proposals-query'
import { words } from './words'

/** The way to the page of memories, with how much waits for a word. */
export function MemoryEntry() {
  const personaId = useOpen((open) => open.personaId)
  const isOpen = useOpen((open) => open.page === 'memory')
  const waiting = useQuery(proposalsQuery({ personaId, all: false })).data?.length ?? 0
  return (
    <button
      type="button"
      aria-current={isOpen ? 'page' : undefined}
      onClick={() => openMemoryPage(waiting > 0 && !isOpen ? 'inbox' : undefined)}
      className={classNames(
        'relative flex h-(--row) flex-none items-center gap-2.5 rounded-m px-2.5 text-start text-ui hover:bg-hover hover:text-ink pointer-coarse:h-11',
        isOpen ? 'selected-thread bg-active font-strong' : 'text-ink-2',
      )}
    >
      <LoopIcon className={isOpen ? 'text-accent' : ''} />
      <span className="min-w-0 flex-1 truncate">{words.page}</span>
      {waiting > 0 && <span className="text-micro font-normal text-ink-3">{words.toReview(waiting)}</span>}
    </button>
  )
}
