import { useState } from 'react'
import type { ReactNode } from 'react'
import { Menu, MenuChoice, MenuChoices, MenuContent, MenuHeading, MenuRule, MenuTrigger } from './Menu'

export interface ChoiceGroup {
  key: string
  heading?: string
  options: readonly { value: string; words: string }[]
  /** Said where there is nothing to choose. */
  empty?: string
}

interface ChoiceMenuProps {
  /** What opens it. */
  trigger: ReactNode
  value: string
  groups: readonly ChoiceGroup[]
  align?: 'start' | 'end'
  search: { label: string; nothing: string }
  /** Below the choices. */
  children?: ReactNode
  onChange(value: string): void
}

/** More than this is not looked through but searched. */
const MANY = 12

/** One of several, under headings; with a field to search them when there are many. */
export function ChoiceMenu({ trigger, value, groups, align = 'start', search, children, onChange }: ChoiceMenuProps) {
  const [sought, setSought] = useState('')
  const isMany = groups.reduce((sum, { options }) => sum + options.length, 0) > MANY
  const parts = sought.toLowerCase().split(/\s+/).filter(Boolean)
  const found = parts.length === 0 ? groups : groups.map((group) => withOptions(group, parts)).filter(hasOptions)
  return (
    // What stands around it stays what it is, for somebody who hears the page, too.
    <Menu modal={false} onOpenChange={() => setSought('')}>
      <MenuTrigger asChild>{trigger}</MenuTrigger>
      <MenuContent align={align} className="max-w-96">
        {isMany && (
          <input
            type="search"
            aria-label={search.label}
            placeholder={search.label}
            autoComplete="off"
            spellCheck={false}
            value={sought}
            ref={focusSoon}
            onChange={(event) => setSought(event.target.value)}
            // A menu takes letters for the beginning of an entry, and a field for what one writes.
            onKeyDown={(event) => {
              if (!['ArrowDown', 'ArrowUp', 'Escape', 'Tab'].includes(event.key)) event.stopPropagation()
              if (event.key === 'ArrowDown') {
                event.preventDefault()
                event.stopPropagation()
                entriesOf(event.currentTarget)[0]?.focus()
              }
              if (event.key === 'Enter') entriesOf(event.currentTarget)[0]?.click()
            }}
            className="field-frame mx-1 mt-1 mb-1 h-8 w-[calc(100%-8px)] min-w-64 rounded-m px-2.5 text-ui max-narrow:min-w-0 [&::-webkit-search-cancel-button]:hidden"
          />
        )}
        <MenuChoices value={value} onValueChange={onChange}>
          {found.map(({ key, heading, options, empty }) => (
            <div key={key} role="group" aria-label={heading}>
              {heading && <MenuHeading>{heading}</MenuHeading>}
              {options.map((option) => (
                <MenuChoice key={option.value} value={option.value}>
                  <span className="truncate">{option.words}</span>
                </MenuChoice>
              ))}
              {options.length === 0 && empty && <p className="px-2.5 py-1 ps-8 text-small text-ink-3">{empty}</p>}
            </div>
          ))}
        </MenuChoices>
        {found.length === 0 && <p className="px-2.5 py-2 text-small text-ink-3">{search.nothing}</p>}
        {children && (
          <>
            <MenuRule />
            {children}
          </>
        )}
      </MenuContent>
    </Menu>
  )
}

function withOptions(group: ChoiceGroup, parts: string[]): ChoiceGroup {
  const isFound = (text: string) => parts.every((part) => text.includes(part))
  const heading = group.heading?.toLowerCase() ?? ''
  return { ...group, options: group.options.filter(({ words }) => isFound(`${heading} ${words.toLowerCase()}`)) }
}

function hasOptions({ options }: ChoiceGroup): boolean {
  return options.length > 0
}

function entriesOf(field: HTMLElement): HTMLElement[] {
  return [...(field.closest('[role=menu]')?.querySelectorAll<HTMLElement>('[role=menuitemradio]') ?? [])]
}

// The menu takes the focus when it opens; the field has it after that.
function focusSoon(field: HTMLInputElement | null): void {
  if (field) requestAnimationFrame(() => field.focus())
}
