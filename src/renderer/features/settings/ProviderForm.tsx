import { useEffect, useRef, useState } from 'react'
import type { ProviderKind, SettingsView } from '../../../shared/contract/settings'
import { useHoldsUnsaved } from '../../state/unsaved'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { Form, FormRow, TextAreaField, TextField } from '../../ui/Field'
import { ToggleGroup } from '../../ui/ToggleGroup'
import { KeyField } from './KeyField'
import { mergedModels, problemWithAddress, withKind } from './provider-draft'
import type { ProviderFields } from './provider-draft'
import { useSaveProvider } from './use-save-provider'
import { useTestProvider } from './use-test-provider'
import { words } from './words'

interface ProviderFormProps {
  settings: SettingsView
  initial: ProviderFields
  isNew: boolean
  /** What to say about how it ended; null when it was given up. */
  onDone(said: string | null): void
}

const kinds = (['openai', 'compatible', 'ollama'] satisfies ProviderKind[]).map((value) => ({
  value,
  words: words.kinds[value],
}))

/** One provider: what it is, where it answers, its key and its models. */
export function ProviderForm({ settings, initial, isNew, onDone }: ProviderFormProps) {
  const [fields, setFields] = useState(initial)
  useHoldsUnsaved(fields !== initial)
  const [isChecked, setChecked] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const test = useTestProvider((models) => change({ models: mergedModels(fields.models, models) }))
  const save = useSaveProvider(settings, isNew, onDone)
  const stored = settings.providers.find(({ id }) => id === fields.id)
  const addressProblem = isChecked ? problemWithAddress(fields.baseUrl) : undefined

  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' })
    form.current?.querySelector<HTMLElement>(initial.kind === 'openai' ? '[type=password]' : '[type=url]')?.focus()
  }, [initial.kind])

  function change(some: Partial<ProviderFields>): void {
    setFields((before) => ({ ...before, ...some }))
  }

  function checked(act: (whole: ProviderFields) => void): void {
    setChecked(true)
    if (problemWithAddress(fields.baseUrl) === undefined) act(fields)
    else form.current?.querySelector<HTMLElement>('[type=url]')?.focus()
  }

  return (
    <Form
      ref={form}
      noValidate
      aria-label={isNew ? words.add : fields.name}
      className="pt-2"
      onSubmit={(event) => {
        event.preventDefault()
        checked(save.save)
      }}
    >
      {isNew && (
        <FormRow label="">
          <ToggleGroup
            label={words.kind}
            options={kinds}
            value={fields.kind}
            onChange={(kind) => setFields((before) => withKind(before, kind))}
          />
        </FormRow>
      )}
      <TextField
        label={words.name}
        value={fields.name}
        maxLength={80}
        onChange={(event) => change({ name: event.target.value })}
      />
      <TextField
        label={words.address}
        type="url"
        value={fields.baseUrl}
        error={addressProblem}
        onChange={(event) => change({ baseUrl: event.target.value })}
      />
      {fields.kind !== 'ollama' && (
        <KeyField fields={fields} hasStoredKey={stored?.hasKey ?? false} vault={settings.vault} onChange={change} />
      )}
      <TextAreaField
        label={words.models}
        rows={2}
        value={fields.models}
        hint={words.modelsHint}
        onChange={(event) => change({ models: event.target.value })}
      />
      <FormRow label="">
        {test.error && (
          <div className="pb-4">
            <ErrorNote {...test.error} />
          </div>
        )}
        {save.error && (
          <div className="pb-4">
            <ErrorNote {...save.error} />
          </div>
        )}
        {test.found !== null && (
          <p role="status" className="pb-3 text-small text-success">
            {test.found.models === 0 ? words.testedEmpty : words.tested(test.found)}
          </p>
        )}
        <div className="flex flex-wrap gap-1.5">
          <Button type="submit" look="primary" isBusy={save.isSaving}>
            {words.save}
          </Button>
          <Button isBusy={test.isTesting} onClick={() => checked(test.test)}>
            {words.test}
          </Button>
          <Button look="bare" onClick={() => onDone(null)}>
            {words.cancel}
          </Button>
        </div>
      </FormRow>
    </Form>
  )
}
