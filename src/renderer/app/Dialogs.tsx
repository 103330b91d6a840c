import { useEffect, useState } from 'react'
import type { ComponentType } from 'react'
import { PaletteDialog } from '../features/palette/PaletteDialog'
import type { PaletteProps } from '../features/palette/PaletteDialog'
import { useOpen } from '../state/open'

interface Loaded {
  Palette: ComponentType<PaletteProps>
  ShortcutSheet: ComponentType
}

const soon = 500

/** What can be called from anywhere: the palette and the list of shortcuts. `isReady`: there is something to go to. */
export function Dialogs({ isReady }: { isReady: boolean }) {
  const dialog = useOpen((open) => open.dialog)
  const loaded = useLoaded(dialog === 'palette' || dialog === 'shortcuts')
  if (dialog === 'palette') return <PaletteDialog Palette={isReady && loaded ? loaded.Palette : null} />
  return dialog === 'shortcuts' && isReady && loaded ? <loaded.ShortcutSheet /> : null
}

/** Read soon after the window is shown, and not by React.lazy, which draws a moment late. */
function useLoaded(isCalled: boolean): Loaded | null {
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  useEffect(() => {
    if (loaded) return
    const timer = setTimeout(
      () => {
        // Where it cannot be read, there is nothing to show; the next call tries again.
        load().then(setLoaded, () => useOpen.getState().setDialog(null))
      },
      isCalled ? 0 : soon,
    )
    return () => clearTimeout(timer)
  }, [loaded, isCalled])
  return loaded
}

async function load(): Promise<Loaded> {
  const [{ Palette }, { ShortcutSheet }] = await Promise.all([
    import('../features/palette/Palette'),
    import('../features/shortcuts/ShortcutSheet'),
  ])
  return { Palette, ShortcutSheet }
}
