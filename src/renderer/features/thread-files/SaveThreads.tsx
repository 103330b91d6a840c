import { useState } from 'react'
import type { LeftOut, ThreadFileKind } from '../../../shared/contract/thread-files'
import { announce } from '../../lib/announcer'
import { language } from '../../lib/language'
import { endWish } from '../../state/thread-files'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { ErrorNote } from '../../ui/ErrorNote'
import { wordsOf } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import { rpc } from '../../wire/rpc'
import { fetchFiles } from './fetch-files'
import { KindChoice } from './KindChoice'
import { LeftOutNote } from './LeftOutNote'
import { CheckRow } from './CheckRow'
import { words } from './words'

/** As what one thread is saved, or several, each in a file of its own. */
export function SaveThreads({ threads }: { threads: readonly { id: string; name: string }[] }) {
  const [kind, setKind] = useState<ThreadFileKind>('markdown')
  const [withReceipts, setWithReceipts] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorInWords | null>(null)
  const [missing, setMissing] = useState<LeftOut | null>(null)

  async function save(): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
      const threadIds = threads.map(({ id }) => id)
      const { placed, leftOut } = await rpc.threadFiles.save({ threadIds, kind, withReceipts, language, timeZone })
      if (placed.how === 'download') {
        await fetchFiles(placed.files)
        announce(words.downloading(placed.files.length))
      }
      if (placed.how === 'written') announce(words.saved(placed.place))
      if (placed.how === 'cancelled') setBusy(false)
      else if (leftOut.noRoom.length + leftOut.gone.length > 0) setMissing(leftOut)
      else endWish()
    } catch (cause) {
      setError(wordsOf(cause))
      setBusy(false)
    }
  }

  const [first] = threads
  const inside = 'flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-8 pt-1 pb-7 max-narrow:px-5'
  const title = threads.length === 1 && first ? words.saveTitle(first.name) : words.saveMany(threads.length)
  return (
    <Dialog title={title} close={words.close} isOpen onClose={endWish}>
      {missing ? (
        <div className={inside}>
          <LeftOutNote kind={kind} leftOut={missing} />
        </div>
      ) : (
        <form
          className={inside}
          onSubmit={(event) => {
            event.preventDefault()
            if (!isBusy) void save()
          }}
        >
          <KindChoice value={kind} onChange={setKind} />
          {kind === 'kith' ? null : (
            <>
              <p className="text-small text-ink-2">{words.shownOnly}</p>
              <CheckRow
                label={words.receipts}
                hint={words.receiptsHint}
                isOn={withReceipts}
                onChange={setWithReceipts}
              />
            </>
          )}
          {error && <ErrorNote {...error} />}
          <div className="flex flex-wrap gap-1.5">
            <Button type="submit" look="primary" isBusy={isBusy}>
              {words.save}
            </Button>
            <Button look="bare" onClick={endWish}>
              {words.cancel}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
