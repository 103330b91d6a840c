import type { Grant } from '../../../../shared/contract/grants'
import { glimpse } from '../../../../shared/domain/glimpse'
import { Button } from '../../../ui/Button'
import { words } from './words'

interface GrantRowProps {
  grant: Grant
  reader: string
  owner: string
  isBusy: boolean
  onTake(): void
}

/** One grant in words, and the way to take it back. */
export function GrantRow({ grant, reader, owner, isBusy, onTake }: GrantRowProps) {
  const said = inWords(grant, reader, owner)
  return (
    <li className="flex items-start gap-2 py-0.5">
      <span className="min-w-0 flex-1 pt-1 text-ui [overflow-wrap:anywhere]">{said}</span>
      <Button changes look="bare" size="small" aria-label={words.takeNamed(said)} isBusy={isBusy} onClick={onTake}>
        {words.take}
      </Button>
    </li>
  )
}

function inWords({ kind, memory, count }: Grant, reader: string, owner: string): string {
  if (kind !== null) return words.kind(reader, owner, kind, count)
  const content = glimpse(memory?.content ?? '')
  return count > 0 ? words.memory(reader, owner, content) : words.archivedMemory(reader, owner, content)
}
