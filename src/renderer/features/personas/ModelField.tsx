import { useId } from 'react'
import type { ReactNode } from 'react'
import type { ModelChoice, SettingsView } from '../../../shared/contract/settings'
import { modelOfValue, valueOfModel } from '../../state/model-choice'
import { modelGroups, nameOfModel } from '../../state/model-groups'
import { ChoiceMenu } from '../../ui/ChoiceMenu'
import { FormRow } from '../../ui/Field'
import { ChevronDownIcon } from '../../ui/icons'
import { words } from './words'

interface ModelFieldProps {
  label: string
  settings: SettingsView
  value: ModelChoice | null
  /** How it reads when none is chosen; undefined where one has to be. */
  none?: string
  hint?: ReactNode
  onChange(model: ModelChoice | null): void
}

const nothing = 'none'

/** A field in which a model is chosen. */
export function ModelField({ label, settings, value, none, hint, onChange }: ModelFieldProps) {
  const nameId = useId()
  const hintId = useId()
  const groups = modelGroups(settings, words)
  const all = none === undefined ? groups : [{ key: nothing, options: [{ value: nothing, words: none }] }, ...groups]
  const name = value ? (nameOfModel(value, settings, words.practiceModel) ?? words.removed) : none
  return (
    <FormRow label={label}>
      <ChoiceMenu
        value={value ? valueOfModel(value) : nothing}
        groups={all}
        search={{ label: words.search, nothing: words.nothingFound }}
        onChange={(chosen) => onChange(chosen === nothing ? null : modelOfValue(chosen))}
        trigger={
          <button
            type="button"
            aria-label={label}
            aria-describedby={`${nameId} ${hintId}`}
            className="field-frame inline-flex h-[34px] max-w-full min-w-56 items-center justify-between gap-2 rounded-m ps-[11px] pe-[9px] text-start text-ui pointer-coarse:h-11"
          >
            <span id={nameId} className="truncate">
              {name}
            </span>
            <ChevronDownIcon className="text-ink-3" />
          </button>
        }
      />
      <p id={hintId} className="mt-1 text-small text-ink-3 empty:mt-0">
        {hint}
      </p>
    </FormRow>
  )
}
