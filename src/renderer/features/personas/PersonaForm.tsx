import { useRef, useState } from 'react'
import type { SettingsView } from '../../../shared/contract/settings'
import type { PersonaSetting, ReasoningEffort } from '../../../shared/domain/persona-settings'
import { INSTRUCTIONS_LIMIT, NOTES_TEMPLATE_LIMIT, PERSONA_NAME_LIMIT } from '../../../shared/domain/limits'
import { nameOfModel } from '../../state/model-groups'
import { Button } from '../../ui/Button'
import { ConfirmDialog } from '../../ui/ConfirmDialog'
import { Dialog } from '../../ui/Dialog'
import { ErrorNote } from '../../ui/ErrorNote'
import { Form, FormRow, TextAreaField, TextField } from '../../ui/Field'
import { Fold } from '../../ui/Fold'
import { ThreadIcon } from '../../ui/icons'
import { Select } from '../../ui/Select'
import { AccentField } from './AccentField'
import { closeEditor } from './persona-actions'
import { problemsOf } from './persona-fields'
import type { PersonaFields } from './persona-fields'
import { ModelField } from './ModelField'
import { PromptPreview } from './PromptPreview'
import { useSavePersona } from './use-save-persona'
import { words } from './words'

interface PersonaFormProps {
  initial: PersonaFields
  isNew?: boolean
  settings: SettingsView
  /** Stored settings that cannot be used. */
  invalid: readonly PersonaSetting[]
}

const asTheModel = 'as-the-model'
const efforts = Object.entries(words.efforts).map(([value, said]) => ({ value, words: said }))

/** One persona, or how it answers without one. */
export function PersonaForm({ initial, isNew = false, settings, invalid }: PersonaFormProps) {
  const [first] = useState(initial)
  const [fields, setFields] = useState(first)
  const [isChecked, setChecked] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const { save, isSaving, error } = useSavePersona(isNew)
  const isPersona = fields.id !== null
  const problems = isChecked ? problemsOf(fields) : {}
  const title = isNew ? words.add : isPersona ? words.editOne(first.name) : words.withoutTitle
  const standard = words.asWithout(nameOfModel(settings.model, settings, words.practiceModel) ?? words.removed)

  function change(some: Partial<PersonaFields>): void {
    setFields((before) => ({ ...before, ...some }))
  }

  function close(): void {
    if (JSON.stringify(fields) === JSON.stringify(first)) closeEditor(isNew ? null : fields.id)
    else setAsking(true)
  }

  function submit(): void {
    setChecked(true)
    if (Object.keys(problemsOf(fields)).length === 0) return save(fields)
    // When the fields know that they are wrong.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
  }

  return (
    <Dialog title={title} close={words.close} isOpen onClose={close}>
      <div className="min-h-0 flex-1 overflow-y-auto px-8 pt-1 pb-7 max-narrow:px-5" data-accent={fields.accent}>
        <Form
          ref={form}
          noValidate
          aria-label={title}
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          {invalid.length > 0 && (
            <FormRow label="">
              <p className="border-s-2 border-warning ps-3 text-small text-ink-2">{words.invalid(invalid)}</p>
            </FormRow>
          )}
          {!isPersona && (
            <FormRow label="">
              <p className="text-ui text-ink-2">{words.withoutDetail}</p>
            </FormRow>
          )}
          {isPersona && (
            <>
              <TextField
                label={words.name}
                value={fields.name}
                maxLength={PERSONA_NAME_LIMIT}
                error={problems.name}
                onChange={(event) => change({ name: event.target.value })}
              />
              <TextField
                label={words.picture}
                value={fields.emoji}
                maxLength={40}
                className="w-20!"
                hint={words.pictureHint}
                error={problems.emoji}
                onChange={(event) => change({ emoji: event.target.value })}
              />
              <AccentField value={fields.accent} onChange={(accent) => change({ accent })} />
              <TextAreaField
                label={words.instructions}
                rows={5}
                value={fields.instructions}
                maxLength={INSTRUCTIONS_LIMIT}
                className="max-h-80! min-h-28!"
                hint={words.instructionsHint}
                onChange={(event) => change({ instructions: event.target.value })}
              />
            </>
          )}
          <ModelField
            label={words.model}
            settings={settings}
            value={fields.model}
            {...(isPersona && { none: standard })}
            onChange={(model) => change({ model })}
          />
          <ModelField
            label={words.fallback}
            settings={settings}
            value={fields.fallback}
            none={isPersona ? words.asWithout(fallbackOf(settings)) : words.nobody}
            hint={words.fallbackHint}
            onChange={(fallback) => change({ fallback })}
          />
          <TextField
            label={words.temperature}
            inputMode="decimal"
            value={fields.temperature}
            maxLength={8}
            className="w-28!"
            hint={words.temperatureHint}
            error={problems.temperature}
            onChange={(event) => change({ temperature: event.target.value })}
          />
          <TextField
            label={words.maxOutputTokens}
            inputMode="numeric"
            value={fields.maxOutputTokens}
            maxLength={8}
            className="w-28!"
            hint={words.maxOutputTokensHint}
            error={problems.maxOutputTokens}
            onChange={(event) => change({ maxOutputTokens: event.target.value })}
          />
          <FormRow label={words.effort}>
            <Select
              label={words.effort}
              value={fields.reasoningEffort ?? asTheModel}
              groups={[{ options: [{ value: asTheModel, words: words.asTheModel }, ...efforts] }]}
              onChange={(value) =>
                change({ reasoningEffort: value === asTheModel ? null : (value as ReasoningEffort) })
              }
            />
          </FormRow>
          <TextAreaField
            label={words.notesTemplate}
            rows={2}
            value={fields.notesTemplate}
            maxLength={NOTES_TEMPLATE_LIMIT}
            hint={words.notesTemplateHint}
            onChange={(event) => change({ notesTemplate: event.target.value })}
          />
          <FormRow label="">
            <Fold icon={<ThreadIcon />} title={words.preview}>
              <PromptPreview fields={fields} />
            </Fold>
          </FormRow>
          <FormRow label="">
            {error && (
              <div className="pb-4">
                <ErrorNote {...error} />
              </div>
            )}
            <div className="flex flex-wrap gap-1.5">
              <Button type="submit" look="primary" isBusy={isSaving}>
                {words.save}
              </Button>
              <Button look="bare" onClick={close}>
                {words.cancel}
              </Button>
            </div>
          </FormRow>
        </Form>
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        title={words.discardTitle}
        detail={words.discardDetail}
        keep={words.keepEditing}
        act={words.discard}
        onKeep={() => setAsking(false)}
        onAct={() => closeEditor(isNew ? null : fields.id)}
      />
    </Dialog>
  )
}

function fallbackOf(settings: SettingsView): string {
  const { fallback } = settings.answering
  return fallback ? (nameOfModel(fallback, settings, words.practiceModel) ?? words.removed) : words.nobody
}
