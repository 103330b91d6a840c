import type { ReceiptNotes } from '../../../../../shared/contract/receipts'
import type { WithoutItem } from '../../../../../shared/domain/without'
import { TryWithout } from './TryWithout'
import { words } from './words'

/** The lines of the notes, each of which can be left out. */
export function NotesGiven({ notes, onWhatIf }: { notes: ReceiptNotes; onWhatIf(item: WithoutItem): void }) {
  const { id, version, content, isChanged, leftOut } = notes
  const lines = content.split('\n').map((line, place) => ({ line, place }))
  return (
    <>
      {isChanged && <p className="text-small text-ink-3">{words.notesChanged}</p>}
      {leftOut > 0 && <p className="text-small text-ink-2">{words.notesLeftOut(leftOut)}</p>}
      <ul aria-label={words.notes} className="max-h-72 overflow-auto">
        {lines
          .filter(({ line }) => line.trim() !== '')
          .map(({ line, place }) => (
            <TryWithout
              key={place}
              said={line.trim()}
              onWhatIf={() => onWhatIf({ kind: 'notes', id, version, lines: [place] })}
            />
          ))}
      </ul>
    </>
  )
}
