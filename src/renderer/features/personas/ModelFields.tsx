import type { SettingsView } from '../../../shared/contract/settings'
import type { ReasoningEffort } from '../../../shared/domain/persona-settings'
import { nameOfModel } from '../../state/model-groups'
import { FormRow, TextField } from '../../ui/Field'
import { Select } from '../../ui/Select'
import type { FieldsProps } from './IdentityFields'
import { ModelField } from './ModelField'
import { words } from './words'

const asTheModel = 'as-the-model'
const efforts = Object.entries(words.efforts).map(([value, said]) => ({ value, words: said }))

/** Who answers, who answers when that cannot, and what they are told besides the prompt. */
export function ModelFields({ fields, problems, settings, onChange }: FieldsProps & { settings: SettingsView }) {
  const isPersona = fields.id !== null
  const standard = words.asWithout(nameOfModel(settings.model, settings, words.practiceModel) ?? words.removed)
  return (
    <>
      <ModelField
        label={words.model}
        settings={settings}
        value={fields.model}
        {...(isPersona && { none: standard })}
        onChange={(model) => onChange({ model })}
      />
      <ModelField
        label={words.fallback}
        settings={settings}
        value={fields.fallback}
        none={isPersona ? words.asWithout(fallbackOf(settings)) : words.nobody}
        hint={words.fallbackHint}
        onChange={(fallback) => onChange({ fallback })}
      />
      <TextField
        label={words.temperature}
        inputMode="decimal"
        value={fields.temperature}
        maxLength={8}
        className="w-28!"
        hint={words.temperatureHint}
        error={problems.temperature}
        onChange={(event) => onChange({ temperature: event.target.value })}
      />
      <TextField
        label={words.maxOutputTokens}
        inputMode="numeric"
        value={fields.maxOutputTokens}
        maxLength={8}
        className="w-28!"
        hint={words.maxOutputTokensHint}
        error={problems.maxOutputTokens}
        onChange={(event) => onChange({ maxOutputTokens: event.target.value })}
      />
      <FormRow label={words.effort}>
        <Select
          label={words.effort}
          value={fields.reasoningEffort ?? asTheModel}
          groups={[{ options: [{ value: asTheModel, words: words.asTheModel }, ...efforts] }]}
          onChange={(value) => onChange({ reasoningEffort: value === asTheModel ? null : (value as ReasoningEffort) })}
        />
      </FormRow>
    </>
  )
}

function fallbackOf(settings: SettingsView): string {
  const { fallback } = settings.answering
  return fallback ? (nameOfModel(fallback, settings, words.practiceModel) ?? words.removed) : words.nobody
}
