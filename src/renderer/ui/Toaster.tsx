import { Toaster as Primitive, toast } from 'sonner'

/** One line with one action, for undo only: 6 seconds, longer while hovered or focused. Never for errors. */
export function showUndo(words: string, undoWords: string, undo: () => void): void {
  toast.dismiss()
  toast(words, { action: { label: undoWords, onClick: undo } })
}

export function Toaster({ label }: { label: string }) {
  return (
    <Primitive
      position="bottom-center"
      containerAriaLabel={label}
      visibleToasts={1}
      duration={6_000}
      offset={24}
      mobileOffset={16}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: 'flex h-11 w-max max-w-[calc(100vw-32px)] items-center gap-3 rounded-[10px] bg-ink ps-4 pe-2 text-ui text-paper shadow-float',
          title: 'truncate',
          actionButton: 'h-8 rounded-m px-2 text-small font-strong text-paper underline underline-offset-3',
        },
      }}
    />
  )
}
