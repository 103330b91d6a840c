import * as Collapsible from 'radix-ui/collapsible'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { classNames } from '../lib/class-names'
import { ChevronRightIcon } from './icons'

interface FoldProps {
  icon: ReactNode
  title: string
  /** One fact beside the title. */
  fact?: string
  isDanger?: boolean
  isOpenAtFirst?: boolean
  onOpenChange?(isOpen: boolean): void
  children: ReactNode
}

/** One quiet line that says what was done and unfolds to how. */
export function Fold({
  icon,
  title,
  fact,
  isDanger = false,
  isOpenAtFirst = false,
  onOpenChange,
  children,
}: FoldProps) {
  const [isOpen, setOpen] = useState(isOpenAtFirst)
  return (
    <Collapsible.Root
      open={isOpen}
      onOpenChange={(next) => {
        setOpen(next)
        onOpenChange?.(next)
      }}
    >
      <Collapsible.Trigger
        className={classNames(
          'flex h-7 max-w-full items-center gap-2.5 rounded-m text-start text-small hover:text-ink pointer-coarse:h-11',
          isDanger ? 'text-danger' : 'text-ink-2',
        )}
      >
        <span className={isDanger ? 'text-danger' : 'text-ink-3'}>{icon}</span>
        <span className="truncate">{title}</span>
        {fact && <span className="truncate text-ink-3">{fact}</span>}
        <ChevronRightIcon className={classNames('text-ink-3', isOpen && 'rotate-90')} />
      </Collapsible.Trigger>
      <Collapsible.Content className="unfold ps-[26px] pt-1 pb-2">{children}</Collapsible.Content>
    </Collapsible.Root>
  )
}
