import { useState } from 'react'
import type { Persona } from '../../../shared/contract/personas'
import { PERSONA_NAME_LIMIT } from '../../../shared/domain/limits'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { ErrorNote } from '../../ui/ErrorNote'
import { Form, FormRow, TextField } from '../../ui/Field'
import { wordsOf } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import { closeEditor, makeDuplicate } from './persona-actions'
import { words } from './words'

/** What the other one gets and what it does not, said before it is made. */
export function DuplicateDialog({ persona }: { persona: Persona }) {
  const [name, setName] = useState(words.copyOf(persona.name).slice(0, PERSONA_NAME_LIMIT))
  // Pressed again after an error, it is still the same one.
  const [newId] = useState(() => crypto.randomUUID())
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorInWords | null>(null)
  const isNamed = name.trim() !== ''

  async function make(): Promise<void> {
    if (!isNamed || isBusy) return
    setBusy(true)
    setError(null)
    try {
      await makeDuplicate(persona, newId, name.trim())
    } catch (cause) {
      setError(wordsOf(cause))
      setBusy(false)
    }
  }

  return (
    <Dialog
      title={words.duplicateTitle(persona.name)}
      close={words.close}
      isOpen
      onClose={() => closeEditor(persona.id)}
    >
      <div className="min-h-0 flex-1 overflow-y-auto px-8 pt-1 pb-7 max-narrow:px-5" data-accent={persona.accent}>
        <Form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void make()
          }}
        >
          <TextField
            label={words.name}
            value={name}
            maxLength={PERSONA_NAME_LIMIT}
            error={isNamed ? undefined : words.nameMissing}
            onChange={(event) => setName(event.target.value)}
          />
          <FormRow label="">
            <p className="text-ui">{words.isCopied}</p>
            <p className="mt-2 text-ui text-ink-2">{words.isNotCopied}</p>
          </FormRow>
          <FormRow label="">
            {error && (
              <div className="pb-4">
                <ErrorNote {...error} />
              </div>
            )}
            <div className="flex flex-wrap gap-1.5">
              <Button changes type="submit" look="primary" isBusy={isBusy}>
                {words.duplicateNow}
              </Button>
              <Button look="bare" onClick={() => closeEditor(persona.id)}>
                {words.cancel}
              </Button>
            </div>
          </FormRow>
        </Form>
      </div>
    </Dialog>
  )
}
