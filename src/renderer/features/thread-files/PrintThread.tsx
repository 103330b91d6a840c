import { useEffect, useRef, useState } from 'react'
import { announce } from '../../lib/announcer'
import { language } from '../../lib/language'
import { endWish } from '../../state/thread-files'
import { Dialog } from '../../ui/Dialog'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { wordsOf } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import { rpc } from '../../wire/rpc'
import { words } from './words'

/** Prints all of a thread, of which the window draws only a part: written piece by piece into a frame in which no script runs. */
export function PrintThread({ threadId }: { threadId: string }) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [error, setError] = useState<ErrorInWords | null>(null)

  useEffect(() => {
    const stop = new AbortController()
    announce(words.printing)
    void print(threadId, frame.current, stop.signal).then(
      () => !stop.signal.aborted && endWish(),
      (cause: unknown) => !stop.signal.aborted && setError(wordsOf(cause)),
    )
    return () => stop.abort()
  }, [threadId])

  return (
    <>
      <iframe
        ref={frame}
        title={words.printing}
        aria-hidden="true"
        tabIndex={-1}
        // It is read and told to print from here; nothing in it runs.
        sandbox="allow-same-origin allow-modals"
        className="pointer-events-none fixed end-full h-[297mm] w-[210mm] border-0"
      />
      <Dialog title={words.couldNotPrint} close={words.close} isOpen={error !== null} onClose={endWish}>
        <div className="px-8 pt-1 pb-7 max-narrow:px-5">
          {error && (
            <ErrorNote {...error}>
              <Button onClick={endWish}>{words.close}</Button>
            </ErrorNote>
          )}
        </div>
      </Dialog>
    </>
  )
}

async function print(threadId: string, frame: HTMLIFrameElement | null, signal: AbortSignal): Promise<void> {
  const page = frame?.contentDocument
  if (!frame?.contentWindow || !page) return
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  page.open()
  for await (const piece of await rpc.threadFiles.print({ threadId, language, timeZone }, { signal })) page.write(piece)
  page.close()
  await Promise.all([...page.images].map((image) => image.decode().catch(() => {})))
  if (signal.aborted) return
  const over = printedBy(frame.contentWindow)
  frame.contentWindow.print()
  await over
}

/** Not every browser waits in `print()` until its dialog is closed, and not every one says when it was. */
function printedBy(page: Window): Promise<void> {
  return new Promise((resolve) => {
    page.addEventListener('afterprint', () => resolve(), { once: true })
    setTimeout(resolve, 60_000)
  })
}
