import { Toaster as Primitive, toast } from 'sonner'

let shownUndo: (() => void) | null = null

/** One line with one action, for undo only: 6 seconds, longer while hovered or focused. Never for errors. */
export function showUndo(words: string, undoWords: string, undo: () => void): void {
  toast.dismiss()
  const undoOnce = () => {
    shownUndo = null
    toast.dismiss()
    undo()
  }
  shownUndo = undoOnce
  const forget = () => {
    if (shownUndo === undoOnce) shownUndo = null
  }
  toast(words, { action: { label: undoWords, onClick: undoOnce }, onDismiss: forget, onAutoClose: forget })
}

/** Undoes what the line on screen offers to undo. False when there is none. */
export function undoLast(): boolean {
  const undo = shownUndo
  undo?.()
  return undo !== null
}

export function Toaster({ label }: { label: string }) {
  return (
    <Primitive
      position="bottom-center"
      containerAriaLabel={label}
      visibleToasts={1}
      duration={6_000}
      // Above the composer, so that one can write on while it is there.
      offset={{ bottom: 136 }}
      mobileOffset={{ bottom: 116 }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex h-11 w-max max-w-[calc(100%-32px)] items-center gap-3 rounded-[10px] bg-ink ps-4 pe-2 text-ui text-paper shadow-float',
          title: 'truncate',
          actionButton: 'h-8 rounded-m px-2 text-small font-strong text-paper underline underline-offset-3',
        },
      }}
    />
  )
}
