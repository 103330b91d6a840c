// What the lines of `Toaster.tsx` are drawn with. Loaded after the window is there.
import { useEffect } from 'react'
import { Toaster as Primitive, toast } from 'sonner'

export function show(words: string, undoWords: string, undo: () => void, onGone: () => void): void {
  toast.dismiss()
  toast(words, { action: { label: undoWords, onClick: undo }, onDismiss: onGone, onAutoClose: onGone })
}

export function dismiss(): void {
  toast.dismiss()
}

/** @param onReady from then on `show` is seen */
export function Toasts({ label, onReady }: { label: string; onReady: () => void }) {
  useEffect(onReady, [onReady])
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
