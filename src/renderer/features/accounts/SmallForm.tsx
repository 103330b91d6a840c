import type { FormEvent, ReactNode } from 'react'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { Form, FormRow } from '../../ui/Field'
import { wordsOf } from '../../wire/failure'
import { words } from './words'

interface SmallFormProps {
  /** What it is for, which its button does. */
  act: string
  /** How it is called, where that is not the same. */
  title?: string
  isBusy: boolean
  error: unknown
  look?: 'primary' | 'danger'
  /** There is nothing to do yet: no button, and Enter does nothing. */
  isIdle?: boolean
  /** Without it the form cannot be given up. */
  onCancel?: () => void
  cancel?: string
  onSubmit(): void
  /** Its fields. */
  children: ReactNode
}

/** A few fields and what they do. After an error what was typed is still there. */
export function SmallForm(props: SmallFormProps) {
  const { act, title = act, isBusy, error, look = 'primary', isIdle = false } = props
  const { onCancel, cancel = words.cancel, onSubmit, children } = props

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (!isBusy && !isIdle) onSubmit()
  }
  return (
    <Form aria-label={title} className="col-span-full" onSubmit={submit}>
      {children}
      {!isIdle && (
        <FormRow label="">
          {Boolean(error) && (
            <div className="pb-4">
              <ErrorNote {...wordsOf(error)} />
            </div>
          )}
          <div className="flex flex-wrap gap-1.5">
            <Button look={look} type="submit" isBusy={isBusy}>
              {act}
            </Button>
            {onCancel && (
              <Button look="bare" onClick={onCancel}>
                {cancel}
              </Button>
            )}
          </div>
        </FormRow>
      )}
    </Form>
  )
}
