import { lazy, Suspense, useEffect } from 'react'
import { isThreadFile } from '../lib/thread-file-name'
import { openThreadFiles, useThreadFiles } from '../state/thread-files'
import { rpc } from '../wire/rpc'
import { subscribe } from '../wire/subscribe'

const ThreadFiles = lazy(async () => ({ default: (await import('../features/thread-files/ThreadFiles')).ThreadFiles }))

/** Threads as files, read when that is first asked for: by a menu, by a file that is dropped, or by the system. */
export function ThreadFilesOver() {
  const isWished = useThreadFiles(({ wish }) => wish !== null)
  useEffect(listenToDrops, [])
  useEffect(
    () =>
      subscribe({
        open: (signal) => rpc.threadFiles.handed(undefined, { signal }),
        onValue: (file) => openThreadFiles([{ kind: 'handed', ...file }]),
      }),
    [],
  )
  if (!isWished) return null
  return (
    <Suspense>
      <ThreadFiles />
    </Suspense>
  )
}

/** Anywhere on the window, on every page. Other files are left to whoever takes them. */
function listenToDrops(): () => void {
  const stop = new AbortController()
  const { signal } = stop
  const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false
  window.addEventListener('dragover', (event) => hasFiles(event) && event.preventDefault(), { signal })
  window.addEventListener(
    'drop',
    (event) => {
      if (!hasFiles(event)) return
      // Otherwise the window shows the file instead of Kith.
      event.preventDefault()
      const files = [...(event.dataTransfer?.files ?? [])].filter(({ name }) => isThreadFile(name))
      openThreadFiles(files.map((file) => ({ kind: 'here', file })))
    },
    { signal },
  )
  return () => stop.abort()
}
