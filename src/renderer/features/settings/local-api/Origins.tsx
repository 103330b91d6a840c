import { useState } from 'react'
import type { LocalApiView } from '../../../../shared/contract/local-api'
import { announce } from '../../../lib/announcer'
import { useHoldsUnsaved } from '../../../state/unsaved'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { Form, FormRow, TextAreaField } from '../../../ui/Field'
import { wordsOf } from '../../../wire/failure'
import { useSetOrigins } from './use-local-api'
import { words } from './words'

/** Whose pages may call: nobody's at first. */
export function Origins({ view }: { view: LocalApiView }) {
  const before = view.origins.join('\n')
  const [text, setText] = useState(before)
  const [wrong, setWrong] = useState<string | null>(null)
  const save = useSetOrigins()
  const isChanged = text.trim() !== before
  useHoldsUnsaved(isChanged)

  function submit(): void {
    const lines = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim().replace(/\/$/, '')]))
    const other = lines.find((line) => !isOrigin(line)) ?? null
    setWrong(other)
    if (other === null) save.mutate({ origins: lines }, { onSuccess: () => announce(words.savedOrigins) })
  }

  return (
    <Form
      aria-label={words.origins}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <TextAreaField
        label={words.origins}
        value={text}
        dir="ltr"
        hint={words.originsHint}
        error={wrong === null ? undefined : words.originWrong(wrong)}
        onChange={({ target }) => {
          setWrong(null)
          setText(target.value)
        }}
      />
      {(isChanged || save.isError) && (
        <FormRow label="">
          {save.isError && (
            <div className="pb-4">
              <ErrorNote {...wordsOf(save.error)} />
            </div>
          )}
          <Button type="submit" look="primary" isBusy={save.isPending}>
            {words.saveOrigins}
          </Button>
        </FormRow>
      )}
    </Form>
  )
}

function isOrigin(line: string): boolean {
  return /^https?:\/\//.test(line) && URL.canParse(line) && new URL(line).origin === line
}
