import { useEffect, useRef } from 'react'
import type { ComponentProps, KeyboardEvent, MouseEvent, ReactNode } from 'react'
import { classNames } from '../lib/class-names'

interface ListBoxProps extends Omit<ComponentProps<'div'>, 'role'> {
  label: string
  /** The arrow keys have reached this option. */
  onReach(value: string): void
}

/**
 * A list of which one is chosen. One tab stop for the whole list, arrows inside; reaching an option chooses it.
 * Options carry `data-value`.
 */
export function ListBox({ label, onReach, onKeyDown, children, ...props }: ListBoxProps) {
  const list = useRef<HTMLDivElement>(null)

  // The chosen option is the tab stop; when none is chosen, the first is.
  useEffect(() => {
    const options = optionsOf(list.current)
    const stop = options.find((option) => option.ariaSelected === 'true') ?? options[0]
    for (const option of options) {
      const tabIndex = option === stop ? 0 : -1
      if (option.tabIndex !== tabIndex) option.tabIndex = tabIndex
    }
  })

  function handleKey(event: KeyboardEvent<HTMLDivElement>): void {
    onKeyDown?.(event)
    const target = event.target
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return
    if (!(target instanceof HTMLElement) || target.role !== 'option') return
    const options = optionsOf(list.current)
    const next = options[nextIndex(event.key, options.indexOf(target), options.length)]
    if (!next) return
    event.preventDefault()
    next.focus()
    if (next.dataset['value'] !== undefined) onReach(next.dataset['value'])
  }

  return (
    <div ref={list} role="listbox" aria-label={label} onKeyDown={handleKey} {...props}>
      {children}
    </div>
  )
}

function optionsOf(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[role=option]') ?? [])]
}

function nextIndex(key: string, index: number, count: number): number {
  if (key === 'ArrowDown') return Math.min(index + 1, count - 1)
  if (key === 'ArrowUp') return Math.max(index - 1, 0)
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : -1
}

interface OptionProps extends ComponentProps<'div'> {
  value: string
  isSelected: boolean
  /** Selected without a surface of its own: the current persona, beside the selected thread. */
  isQuiet?: boolean
  /** The thread at its edge; absent: as it is selected. */
  isThreaded?: boolean
  onChoose(event?: MouseEvent): void
  children: ReactNode
}

export function Option({
  value,
  isSelected,
  isQuiet = false,
  isThreaded = isSelected,
  onChoose,
  onKeyDown,
  className,
  ...props
}: OptionProps) {
  return (
    <div
      role="option"
      aria-selected={isSelected}
      data-value={value}
      tabIndex={-1}
      onClick={onChoose}
      onKeyDown={(event) => {
        onKeyDown?.(event)
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        onChoose()
      }}
      className={classNames(
        'relative flex min-h-(--row) w-full items-center gap-2.5 rounded-m px-2.5 text-ui whitespace-nowrap -outline-offset-2 transition-colors duration-(--dur-1) ease-out',
        isSelected ? 'font-strong text-ink' : 'text-ink-2 hover:bg-hover hover:text-ink',
        isSelected && !isQuiet && 'bg-active',
        isThreaded && !isQuiet && 'selected-thread',
        isSelected && isQuiet && 'hover:bg-hover',
        className,
      )}
      {...props}
    />
  )
}
