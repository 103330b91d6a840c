import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ListedProfile, ProfileDraft } from '../../../shared/contract/profiles'
import { useHoldsUnsaved } from '../../state/unsaved'
import { Button } from '../../ui/Button'
import { ColourField } from '../../ui/ColourField'
import { ErrorNote } from '../../ui/ErrorNote'
import { Form, FormRow, TextField } from '../../ui/Field'
import { wordsOf } from '../../wire/failure'
import { queries, rpc } from '../../wire/rpc'
import { SchemaUpdate } from './SchemaUpdate'
import { showProfiles } from './use-profiles'
import { words } from './words'

interface ProfileFormProps {
  initial: Pick<ListedProfile, 'id' | 'kind' | 'name' | 'colour' | 'url' | 'publishableKey'>
  isNew: boolean
  onDone(): void
}

/** One profile: how it is called, and where its project answers. */
export function ProfileForm({ initial, isNew, onDone }: ProfileFormProps) {
  const [fields, setFields] = useState(initial)
  const [isChecked, setChecked] = useState(false)
  useHoldsUnsaved(fields !== initial)
  const form = useRef<HTMLFormElement>(null)
  const test = useMutation(queries.profiles.test.mutationOptions())
  const save = useMutation({
    mutationFn: async (whole: ProfileDraft) => {
      showProfiles(await rpc.profiles.save(whole))
      if (isNew) await rpc.profiles.open({ id: whole.id })
    },
    onSuccess: onDone,
  })
  const isRemote = fields.kind === 'remote'
  const address = { url: fields.url ?? '', publishableKey: fields.publishableKey ?? '' }
  const missing = (value: string) => (isChecked && value.trim() === '' ? words.needed : undefined)
  const isWhole = fields.name.trim() !== '' && (!isRemote || (address.url.trim() && address.publishableKey.trim()))

  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' })
    form.current?.querySelector<HTMLElement>('input')?.focus()
  }, [])

  function change(some: Partial<typeof fields>): void {
    setFields((before) => ({ ...before, ...some }))
    test.reset()
    save.reset()
  }

  const error = save.error ?? test.error
  return (
    <Form
      ref={form}
      noValidate
      aria-label={isNew ? words.add : fields.name}
      className="pt-2"
      onSubmit={(event) => {
        event.preventDefault()
        setChecked(true)
        const { id, name, colour } = fields
        if (isWhole) save.mutate({ id, name, colour, address: isRemote ? address : null })
      }}
    >
      <TextField
        label={words.name}
        value={fields.name}
        maxLength={60}
        hint={words.nameHint}
        error={missing(fields.name)}
        onChange={(event) => change({ name: event.target.value })}
      />
      <ColourField value={fields.colour} onChange={(colour) => change({ colour })} />
      {isRemote && (
        <>
          <TextField
            label={words.address}
            type="url"
            value={address.url}
            hint={words.addressHint}
            error={missing(address.url)}
            onChange={(event) => change({ url: event.target.value })}
          />
          <TextField
            label={words.key}
            value={address.publishableKey}
            hint={words.keyHint}
            error={missing(address.publishableKey)}
            onChange={(event) => change({ publishableKey: event.target.value })}
          />
        </>
      )}
      <FormRow label="">
        {error && (
          <div className="pb-4">
            <ErrorNote {...wordsOf(error)} />
          </div>
        )}
        {test.data && (
          <div className="pb-3">
            <p role="status" className="text-small text-ink-2">
              {words.tested[test.data.schema]}
            </p>
            {test.data.schema !== 'there' && <SchemaUpdate url={address.url} missing={null} />}
          </div>
        )}
        <div className="flex flex-wrap gap-1.5">
          <Button type="submit" look="primary" isBusy={save.isPending}>
            {isNew ? words.saveAndOpen : words.save}
          </Button>
          {isRemote && (
            <Button
              isBusy={test.isPending}
              onClick={() => {
                setChecked(true)
                if (isWhole) test.mutate(address)
              }}
            >
              {words.test}
            </Button>
          )}
          <Button look="bare" onClick={onDone}>
            {words.cancel}
          </Button>
        </div>
      </FormRow>
    </Form>
  )
}
