import { lazy, Suspense } from 'react'
import { useOpen } from '../state/open'

// Loaded when they are first called.
const Palette = lazy(async () => ({ default: (await import('../features/palette/Palette')).Palette }))
const ShortcutSheet = lazy(async () => ({
  default: (await import('../features/shortcuts/ShortcutSheet')).ShortcutSheet,
}))

/** What can be called from anywhere: the palette and the list of shortcuts. */
export function Dialogs() {
  const dialog = useOpen((open) => open.dialog)
  return (
    <Suspense>
      {dialog === 'palette' && <Palette />}
      {dialog === 'shortcuts' && <ShortcutSheet />}
    </Suspense>
  )
}
