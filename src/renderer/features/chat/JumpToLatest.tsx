import { Button } from '../../ui/Button'
import { ArrowDownIcon } from '../../ui/icons'
import { useNewWords } from './use-new-words'
import { words } from './words'

/** The way to the end of the conversation, and how many words have come there since one left it. */
export function JumpToLatest({ threadId, onJump }: { threadId: string; onJump: () => void }) {
  const count = useNewWords(threadId)
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-1 flex justify-center">
      <Button size="small" className="pointer-events-auto border border-line bg-raised! shadow-float" onClick={onJump}>
        <ArrowDownIcon />
        {words.jump}
        {count > 0 && <span className="text-ink-3 tabular-nums">{words.newWords(count)}</span>}
      </Button>
    </div>
  )
}
