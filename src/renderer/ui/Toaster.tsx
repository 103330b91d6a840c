import { useEffect, useState } from 'react'
import type { ComponentType } from 'react'

interface Toasts {
  Toasts: ComponentType<{ label: string; onReady: () => void }>
  show(words: string, undoWords: string, undo: () => void, onGone: () => void): void
  dismiss(): void
}

let shownUndo: (() => void) | null = null
let loading: Promise<Toasts> | null = null
/** Resolves when lines can be shown: loaded, and on the page. */
const ready = Promise.withResolvers<Toasts>()

const load = () => (loading ??= import('./Toasts'))

/** One line with one action, for undo only: 6 seconds, longer while hovered or focused. Never for errors. */
export function showUndo(words: string, undoWords: string, undo: () => void): void {
  const undoOnce = () => {
    shownUndo = null
    void ready.promise.then((toasts) => toasts.dismiss())
    undo()
  }
  shownUndo = undoOnce
  const forget = () => {
    if (shownUndo === undoOnce) shownUndo = null
  }
  // Until it is loaded something else may be there to undo, or this may be undone.
  void ready.promise.then((toasts) => shownUndo === undoOnce && toasts.show(words, undoWords, undoOnce, forget))
}

/** Undoes what the line on screen offers to undo. False when there is none. */
export function undoLast(): boolean {
  const undo = shownUndo
  undo?.()
  return undo !== null
}

/** How long after the window is there what shows the lines is loaded: nobody has anything to undo sooner. */
const SOON_MS = 500

export function Toaster({ label }: { label: string }) {
  const [loaded, setLoaded] = useState<Toasts | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => void load().then(setLoaded), SOON_MS)
    return () => clearTimeout(timer)
  }, [])
  return loaded && <loaded.Toasts label={label} onReady={() => ready.resolve(loaded)} />
}
