import { Suspense, useRef, useState } from 'react'
import type { ComponentType, ReactNode } from 'react'
import type { Persona } from '../../../shared/contract/personas'
import type { SettingsView } from '../../../shared/contract/settings'
import type { PersonaSetting } from '../../../shared/domain/persona-settings'
import { Button } from '../../ui/Button'
import { ConfirmDialog } from '../../ui/ConfirmDialog'
import { Dialog } from '../../ui/Dialog'
import { ErrorNote } from '../../ui/ErrorNote'
import { UnchangeableNote } from '../../ui/UnchangeableNote'
import { Form, FormRow } from '../../ui/Field'
import { Fold } from '../../ui/Fold'
import { SendIcon, ThreadIcon } from '../../ui/icons'
import { Sharing } from './grants/Sharing'
import { IdentityFields } from './IdentityFields'
import { MemoryFields } from './MemoryFields'
import { ModelFields } from './ModelFields'
import { closeEditor } from './persona-actions'
import { contentOfPersona, problemsOf } from './persona-fields'
import type { PersonaFields } from './persona-fields'
import { PromptPreview } from './PromptPreview'
import { TryPersona } from './trying/TryPersona'
import { useSavePersona } from './use-save-persona'
import { words } from './words'

interface PersonaFormProps {
  initial: PersonaFields
  isNew?: boolean
  settings: SettingsView
  /** Stored settings that cannot be used. */
  invalid: readonly PersonaSetting[]
  /** As it is stored. What is not changed here stays as it is then. */
  stored?: Persona
  /** What it may do with tools; null: without a persona. */
  Tools: ComponentType<{ personaId: string | null }>
}

/** One persona, or how it answers without one. */
export function PersonaForm({ initial, isNew = false, settings, invalid, stored, Tools }: PersonaFormProps) {
  const [first] = useState(initial)
  const [fields, setFields] = useState(first)
  const [isChecked, setChecked] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const { save, isSaving, error, isOutdated } = useSavePersona(isNew, stored && contentOfPersona(stored))
  const isPersona = fields.id !== null
  const problems = isChecked ? problemsOf(fields) : {}
  const title = isNew ? words.add : isPersona ? words.editOne(first.name) : words.withoutTitle

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

  const given = { fields, problems, settings, onChange: change }
  return (
    <>
      <Dialog title={title} close={words.close} isOpen onClose={close}>
        <div className="flex min-h-0 flex-1 flex-col" data-accent={fields.accent}>
          <Form
            ref={form}
            noValidate
            aria-label={title}
            className="min-h-0 flex-1 content-start overflow-y-auto px-8 pt-1 pb-7 max-narrow:px-5"
            id="persona"
            onKeyDown={(event) => {
              // Enter in a field of what holds at once would save the form, and close it.
              if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
              if (event.target.closest('[data-at-once]')) event.preventDefault()
            }}
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
            {isPersona ? (
              <IdentityFields {...given} />
            ) : (
              <FormRow label="">
                <p className="text-ui text-ink-2">{words.withoutDetail}</p>
              </FormRow>
            )}
            <FormRow label="">
              <Fold icon={<ThreadIcon />} title={words.preview}>
                <PromptPreview fields={fields} />
              </Fold>
              <Fold icon={<SendIcon />} title={words.trying.title}>
                <TryPersona fields={fields} />
              </Fold>
            </FormRow>
            <Heading>{words.headings.model}</Heading>
            <ModelFields {...given} />
            <Heading>{words.headings.memory}</Heading>
            <MemoryFields {...given} />
            {isNew ? (
              <FormRow label="">
                <p className="text-small text-ink-3">{words.afterSaving}</p>
              </FormRow>
            ) : (
              <div data-at-once="" className="col-span-full grid grid-cols-subgrid gap-y-[22px] max-narrow:gap-y-4">
                <Heading fact={words.actsAtOnce}>{words.headings.shared}</Heading>
                <FormRow label="">
                  <Sharing personaId={fields.id} name={isPersona ? first.name : words.noPersona} />
                </FormRow>
                <Heading fact={words.actsAtOnce}>{words.headings.tools}</Heading>
                <Suspense>
                  <Tools personaId={fields.id} />
                </Suspense>
              </div>
            )}
          </Form>
          <footer className="flex flex-none flex-col gap-3 border-t border-line px-8 py-3.5 max-narrow:px-5">
            {isPersona && <UnchangeableNote />}
            {error && <ErrorNote {...error} />}
            <div className="flex flex-wrap gap-1.5 ps-36 max-narrow:ps-0">
              <Button changes={isPersona} type="submit" form="persona" look="primary" isBusy={isSaving}>
                {isOutdated ? words.saveAnyway : words.save}
              </Button>
              <Button look="bare" onClick={close}>
                {words.cancel}
              </Button>
            </div>
          </footer>
        </div>
      </Dialog>
      {/* Beside it, so that it asks even where the form could not be drawn. */}
      <ConfirmDialog
        isOpen={isAsking}
        title={words.discardTitle}
        detail={words.discardDetail}
        keep={words.keepEditing}
        act={words.discard}
        onKeep={() => setAsking(false)}
        onAct={() => closeEditor(isNew ? null : fields.id)}
      />
    </>
  )
}

function Heading({ fact, children }: { fact?: string; children: ReactNode }) {
  return (
    <h3 className="col-span-full flex flex-wrap items-baseline gap-x-2.5 ps-36 pt-3 text-small font-strong max-narrow:ps-0">
      {children}
      {fact && <span className="font-normal text-ink-3">{fact}</span>}
    </h3>
  )
}
