import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { McpServer } from '../../../shared/contract/tools'
import { useHoldsUnsaved } from '../../state/unsaved'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { Form, FormRow, TextAreaField, TextField } from '../../ui/Field'
import { ToggleGroup } from '../../ui/ToggleGroup'
import { wordsOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { FoundTools } from './FoundTools'
import { SecretRows } from './SecretRows'
import { draftOf, problemsOf } from './server-fields'
import type { ServerFields } from './server-fields'
import { showServers } from './use-servers'
import { words } from './words'

interface ServerFormProps {
  initial: ServerFields
  isNew: boolean
  /** What to say about how it ended; null when it was given up. */
  onDone(said: string | null): void
}

const kinds = (['stdio', 'http'] satisfies McpServer['kind'][]).map((value) => ({ value, words: words.kinds[value] }))

/** One server: what it is, how it is reached, and what it is given that nobody else should see. */
export function ServerForm({ initial, isNew, onDone }: ServerFormProps) {
  const [fields, setFields] = useState(initial)
  useHoldsUnsaved(fields !== initial)
  const [isChecked, setChecked] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const test = useMutation(queries.tools.testServer.mutationOptions())
  const save = useMutation(
    queries.tools.saveServer.mutationOptions({
      onSuccess: (servers) => {
        showServers(servers)
        onDone(words.saved(fields.name.trim()))
      },
    }),
  )
  const problems = isChecked ? problemsOf(fields) : {}

  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' })
    form.current?.querySelector('input')?.focus()
  }, [])

  function change(some: Partial<ServerFields>): void {
    test.reset()
    setFields((before) => ({ ...before, ...some }))
  }

  function checked(act: () => void): void {
    setChecked(true)
    if (Object.keys(problemsOf(fields)).length === 0) act()
    else setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
  }

  return (
    <Form
      ref={form}
      noValidate
      aria-label={isNew ? words.add : fields.name}
      onSubmit={(event) => {
        event.preventDefault()
        checked(() => save.mutate(draftOf(fields)))
      }}
    >
      {isNew && (
        <FormRow label="">
          <ToggleGroup
            label={words.kind}
            options={kinds}
            value={fields.kind}
            onChange={(kind) => change({ kind, secrets: [] })}
          />
        </FormRow>
      )}
      <TextField
        label={words.name}
        value={fields.name}
        maxLength={80}
        error={problems.name}
        onChange={(event) => change({ name: event.target.value })}
      />
      {fields.kind === 'stdio' ? (
        <>
          <TextField
            label={words.command}
            value={fields.command}
            hint={words.commandHint}
            error={problems.command}
            onChange={(event) => change({ command: event.target.value })}
          />
          <TextAreaField
            label={words.arguments}
            value={fields.args}
            hint={words.argumentsHint}
            onChange={(event) => change({ args: event.target.value })}
          />
        </>
      ) : (
        <TextField
          label={words.url}
          type="url"
          value={fields.url}
          error={problems.url}
          onChange={(event) => change({ url: event.target.value })}
        />
      )}
      <SecretRows
        label={words.secrets[fields.kind]}
        secrets={fields.secrets}
        onChange={(secrets) => change({ secrets })}
      />
      <FormRow label="">
        <div className="flex flex-col gap-3">
          {test.isSuccess && <FoundTools tools={test.data} />}
          {test.isError && <ErrorNote {...wordsOf(test.error)} title={words.notUsable} />}
          {save.isError && <ErrorNote {...wordsOf(save.error)} />}
          <div className="flex flex-wrap gap-1.5">
            <Button type="submit" look="primary" isBusy={save.isPending} onClick={undefined}>
              {words.save}
            </Button>
            <Button isBusy={test.isPending} onClick={() => checked(() => test.mutate(draftOf(fields)))}>
              {words.test}
            </Button>
            <Button look="bare" onClick={() => onDone(null)}>
              {words.cancel}
            </Button>
          </div>
        </div>
      </FormRow>
    </Form>
  )
}
