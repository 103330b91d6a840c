import type { ModelChoice, SettingsView } from '../../../shared/contract/settings'
import { modelOfValue, valueOfModel } from '../../state/model-choice'
import { modelGroups, nameOfModel } from '../../state/model-groups'
import { ChoiceField } from '../../ui/ChoiceField'
import { words } from './words'

interface ModelFieldProps {
  label: string
  settings: SettingsView
  value: ModelChoice | null
  /** How it reads when none is chosen; undefined where one has to be. */
  none?: string
  hint?: string
  onChange(model: ModelChoice | null): void
}

const nothing = 'none'

/** A field in which a model is chosen, or none. */
export function ModelField({ label, settings, value, none, hint, onChange }: ModelFieldProps) {
  const groups = modelGroups(settings, words)
  const all = none === undefined ? groups : [{ key: nothing, options: [{ value: nothing, words: none }] }, ...groups]
  const name = value ? (nameOfModel(value, settings, words.practiceModel) ?? words.removed) : none
  return (
    <ChoiceField
      label={label}
      chosen={name ?? ''}
      value={value ? valueOfModel(value) : nothing}
      groups={all}
      search={{ label: words.search, nothing: words.nothingFound }}
      hint={hint}
      onChange={(chosen) => onChange(chosen === nothing ? null : modelOfValue(chosen))}
    />
  )
}
