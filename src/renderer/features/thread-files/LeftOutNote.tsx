import type { LeftOut, ThreadFileKind } from '../../../shared/contract/thread-files'
import { endWish } from '../../state/thread-files'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { words } from './words'

/** Which attachments are not in what was saved, and why. */
export function LeftOutNote({ kind, leftOut: { noRoom, gone } }: { kind: ThreadFileKind; leftOut: LeftOut }) {
  const say = words.leftOut
  const reasons: string[] = []
  if (noRoom.length > 0) reasons.push(say.noRoom[kind === 'kith' ? 'kith' : 'html'](namesOf(noRoom)))
  if (gone.length > 0) reasons.push(say.gone(namesOf(gone)))
  return (
    <ErrorNote title={say.title(noRoom.length + gone.length)} detail={reasons.join(' ')}>
      <Button onClick={endWish}>{words.close}</Button>
    </ErrorNote>
  )
}

const MOST_NAMES = 5

function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES)
  const others = names.length - shown.length
  return [...shown, ...(others > 0 ? [words.leftOut.others(others)] : [])].join(', ')
}
