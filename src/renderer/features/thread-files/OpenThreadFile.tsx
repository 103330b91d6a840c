import { useEffect, useState } from 'react'
import { announce } from '../../lib/announcer'
import { useOpen } from '../../state/open'
import { endWish } from '../../state/thread-files'
import type { FileSource } from '../../state/thread-files'
import { showThread } from '../../state/threads'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { ErrorNote } from '../../ui/ErrorNote'
import { ProgressBar } from '../../ui/ProgressBar'
import { wordsOf } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import { rpc } from '../../wire/rpc'
import { BringIn } from './BringIn'
import type { Wanted } from './BringIn'
import { OpenedFacts } from './OpenedFacts'
import { useOpenedFile } from './use-opened-file'
import { words } from './words'

/** What is in a file, shown before anything of it is stored; then, if that is wanted, it becomes a thread. */
export function OpenThreadFile({ source }: { source: FileSource }) {
  const opened = useOpenedFile(source)
  const { fileId, found } = opened
  // Pressed again after an error, it is still the same one.
  const [newThreadId] = useState(() => crypto.randomUUID())
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorInWords | null>(null)
  useEffect(() => () => void rpc.threadFiles.drop({ fileId }).catch(() => {}), [fileId])

  async function bringIn(wanted: Wanted): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      const thread = await rpc.threadFiles.bringIn({ fileId, newThreadId, ...wanted })
      showThread(thread)
      useOpen.getState().openThread(thread.id, { personaId: thread.personaId })
      announce(words.broughtIn)
      endWish()
    } catch (cause) {
      setError(wordsOf(cause))
      setBusy(false)
    }
  }

  return (
    <Dialog title={words.openTitle} close={words.close} isOpen onClose={endWish}>
      <div className="flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto px-8 pt-1 pb-7 max-narrow:px-5">
        {/* An error says its name. */}
        {!opened.error && (
          <p dir="auto" className="text-ui text-ink-2 [overflow-wrap:anywhere]">
            {opened.name}
          </p>
        )}
        {!found && !opened.error && (
          <ProgressBar
            label={words.sending}
            value={opened.progress}
            of={1}
            words={words.progress(Math.round(opened.progress * 100))}
          />
        )}
        {opened.error && (
          <ErrorNote {...opened.error}>
            {opened.again && <Button onClick={opened.again}>{words.tryAgain}</Button>}
            <Button look="bare" onClick={endWish}>
              {words.close}
            </Button>
          </ErrorNote>
        )}
        {found && (
          <>
            <OpenedFacts found={found} />
            <BringIn found={found} isBusy={isBusy} error={error} onBringIn={(wanted) => void bringIn(wanted)} />
          </>
        )}
      </div>
    </Dialog>
  )
}
