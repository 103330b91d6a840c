import { Fold } from '../../ui/Fold'
import { ThreadIcon } from '../../ui/icons'
import { Ring } from '../../ui/Ring'
import { Markdown } from '../../ui/markdown/Markdown'
import { words } from './words'

/** What the model thought before it answered, folded. */
export function Reasoning({ text, isGrowing }: { text: string; isGrowing: boolean }) {
  return (
    <Fold icon={isGrowing ? <Ring /> : <ThreadIcon />} title={isGrowing ? words.thinking : words.thought}>
      <div className="reading-small max-h-60 overflow-y-auto text-ink-2">
        <Markdown text={text} />
      </div>
    </Fold>
  )
}
