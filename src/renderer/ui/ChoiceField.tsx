import { useId } from 'react'
import type { ReactNode } from 'react'
import { ChoiceMenu } from './ChoiceMenu'
import type { ChoiceGroup } from './ChoiceMenu'
import { FormRow } from './Field'
import { ChevronDownIcon } from './icons'

interface ChoiceFieldProps {
  label: string
  /** What is chosen, as it reads. */
  chosen: string
  value: string
  groups: readonly ChoiceGroup[]
  search: { label: string; nothing: string }
  hint?: ReactNode
  onChange(value: string): void
}

/** A row of a form in which one of perhaps very many is chosen. */
export function ChoiceField({ label, chosen, hint, ...menu }: ChoiceFieldProps) {
  const id = useId()
  return (
    <FormRow label={label}>
      <ChoiceMenu
        {...menu}
        trigger={
          <button
            type="button"
            aria-labelledby={`${id}-label ${id}-chosen`}
            aria-describedby={`${id}-hint`}
            className="field-frame inline-flex h-[34px] max-w-full min-w-56 items-center justify-between gap-2 rounded-m ps-[11px] pe-[9px] text-start text-ui pointer-coarse:h-11"
          >
            <span id={`${id}-label`} className="sr-only">
              {label}
            </span>
            <span id={`${id}-chosen`} className="truncate">
              {chosen}
            </span>
            <ChevronDownIcon className="text-ink-3" />
          </button>
        }
      />
      <div id={`${id}-hint`} className="mt-1 text-small text-ink-3 empty:mt-0">
        {hint}
      </div>
    </FormRow>
  )
}
