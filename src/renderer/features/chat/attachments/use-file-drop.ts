import { useEffect, useEffectEvent, useState } from 'react'
import { isThreadFile } from '../../../lib/thread-file-name'

/** Files dropped anywhere on the window. True while some are held over it. */
export function useFileDrop(onDrop: (files: File[]) => void): boolean {
  const [isOver, setOver] = useState(false)
  const drop = useEffectEvent(onDrop)

  useEffect(() => {
    const stop = new AbortController()
    const { signal } = stop
    // Into every element on the way one enters anew, and leaves the one before.
    let depth = 0
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const count = (by: 1 | -1) => (event: DragEvent) => {
      if (!hasFiles(event)) return
      depth = Math.max(0, depth + by)
      setOver(depth > 0)
    }
    window.addEventListener('dragenter', count(1), { signal })
    window.addEventListener('dragleave', count(-1), { signal })
    window.addEventListener(
      'dragover',
      (event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
      },
      { signal },
    )
    window.addEventListener(
      'drop',
      (event) => {
        depth = 0
        setOver(false)
        if (!hasFiles(event)) return
        // Otherwise the window shows the file instead of Kith.
        event.preventDefault()
        // A thread that was saved is opened, and not attached: app/ThreadFilesOver.tsx.
        const files = [...(event.dataTransfer?.files ?? [])].filter(({ name }) => !isThreadFile(name))
        if (files.length > 0) drop(files)
      },
      { signal },
    )
    return () => stop.abort()
  }, [])
  return isOver
}

/** What was pasted, when it is files rather than words. */
export function pastedFiles({ clipboardData }: { clipboardData: DataTransfer }): File[] {
  const hasWords = clipboardData.getData('text/plain').trim() !== ''
  // A file manager brings the path along, as words.
  if (hasWords && !clipboardData.types.includes('text/uri-list')) return []
  return [...clipboardData.files]
}
