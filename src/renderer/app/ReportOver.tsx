import { useEffect, useState } from 'react'
import type { ComponentType } from 'react'
import { useOpen } from '../state/open'
import { ErrorNote } from '../ui/ErrorNote'
import { words } from './words'

type Loaded = { ReportDialog: ComponentType<{ onClose(): void }> } | { error: unknown }

/** The report over whatever is there, also over what could not be drawn. Read when it is wanted. */
export function ReportOver() {
  const isWanted = useOpen(({ dialog }) => dialog === 'report')
  const setDialog = useOpen((open) => open.setDialog)
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  useEffect(() => {
    if (!isWanted || (loaded && 'ReportDialog' in loaded)) return
    let isHere = true
    import('../features/diagnostics/ReportDialog').then(
      ({ ReportDialog }) => isHere && setLoaded({ ReportDialog }),
      (error: unknown) => isHere && setLoaded({ error }),
    )
    return () => {
      isHere = false
    }
    // Not once more for having failed: whoever asks again is answered again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isWanted])
  if (!isWanted || !loaded) return null
  if ('ReportDialog' in loaded) return <loaded.ReportDialog onClose={() => setDialog(null)} />
  return (
    <div className="fixed inset-x-0 bottom-0 z-(--z-dialog) bg-raised p-6 shadow-modal">
      <ErrorNote {...words.reportBroken} origin={String(loaded.error)} />
    </div>
  )
}
