import { createPortal } from 'react-dom'
import { words } from './words'

/** Over the window while files are held over it. */
export function DropHint() {
  return createPortal(
    <div className="pointer-events-none fixed inset-2 z-(--z-toast) grid place-items-center rounded-xl border-2 border-dashed border-(--accent) bg-scrim">
      <span className="rounded-m bg-raised px-4 py-2 text-lead font-strong shadow-float">{words.drop}</span>
    </div>,
    document.body,
  )
}
