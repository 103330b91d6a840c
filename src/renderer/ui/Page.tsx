import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useEscape } from '../lib/use-escape'
import { IconButton } from './IconButton'
import { CloseIcon } from './icons'

interface PageProps {
  title: string
  /** What the button that closes it is called. */
  close: string
  /** What stands before the title: the way back to the sidebar, where it is hidden. */
  start: ReactNode
  /** False when something on the page takes the focus as it opens. */
  takesFocus?: boolean
  /** What stands at the end of the title row, before the button that closes. */
  end?: ReactNode
  onClose(): void
  children: ReactNode
}

/** A page in place of the conversation: its title row and what is below. Escape closes it, but never a form. */
export function Page({ title, close, start, takesFocus = true, end, onClose, children }: PageProps) {
  const page = useRef<HTMLDivElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · Kith`
    if (takesFocus) heading.current?.focus()
  }, [title, takesFocus])

  useEscape(page, onClose)

  return (
    <div ref={page} className="flex min-h-0 flex-1 flex-col">
      <header className="title-row ps-6 pe-[calc(12px+var(--inset-end))] max-narrow:ps-2">
        {start}
        <h1 ref={heading} tabIndex={-1} className="rounded-s text-ui font-strong" data-pane-focus="">
          {title}
        </h1>
        <div className="ms-auto flex flex-none items-center gap-1">
          {end}
          <IconButton label={close} icon={<CloseIcon />} onClick={onClose} />
        </div>
      </header>
      {children}
    </div>
  )
}
