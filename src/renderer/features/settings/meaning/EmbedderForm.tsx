import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { EmbedderChoice } from '../../../../shared/contract/embeddings'
import type { Provider, SettingsView } from '../../../../shared/contract/settings'
import { announce } from '../../../lib/announcer'
import { useHoldsUnsaved } from '../../../state/unsaved'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { Form, FormRow, TextField } from '../../../ui/Field'
import { Select } from '../../../ui/Select'
import { TextLink } from '../../../ui/TextLink'
import { wordsOf } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { hostOf } from '../provider-draft'
import { wordsWithoutMessage } from '../use-settings'
import { choiceOf, draftOf, isSameChoice, NONE, suggestionsFor } from './embedder-draft'
import type { EmbedderDraft } from './embedder-draft'
import { words } from './words'

interface EmbedderFormProps {
  settings: SettingsView
  /** What is in force. */
  present: EmbedderChoice
}

/** Which model makes vectors: chosen, tried, weighed, and only then used. */
export function EmbedderForm({ settings, present }: EmbedderFormProps) {
  const [draft, setDraft] = useState<EmbedderDraft>(() => draftOf(present))
  const choice = choiceOf(draft)
  const provider = settings.providers.find(({ id }) => id === draft.provider)
  const isNew = choice !== null && !isSameChoice(choice, present)
  useHoldsUnsaved(isNew)
  const estimate = useQuery(
    queries.embeddings.estimate.queryOptions({
      input: { choice: choice ?? { kind: 'none' } },
      enabled: choice?.kind === 'provider',
      staleTime: 0,
    }),
  )
  const test = useMutation(queries.embeddings.test.mutationOptions())
  const choose = useMutation(
    queries.embeddings.choose.mutationOptions({
      onSuccess: (_, { choice: chosen }) => announce(chosen.kind === 'none' ? words.nowWords : words.now(chosen.model)),
    }),
  )

  function change(some: Partial<EmbedderDraft>): void {
    test.reset()
    choose.reset()
    setDraft((before) => ({ ...before, ...some }))
  }

  function chooseProvider(id: string): void {
    const next = settings.providers.find((one) => one.id === id)
    change({ provider: id, model: next ? (suggestionsFor(next)[0] ?? '') : '', dimensions: '' })
  }

  const lengths = estimate.data?.dimensions ?? []
  return (
    <Form
      aria-label={words.title}
      onSubmit={(event) => {
        event.preventDefault()
        if (choice && isNew) choose.mutate({ choice })
      }}
    >
      <FormRow label={words.findsBy}>
        <Select
          label={words.findsBy}
          value={draft.provider}
          groups={[
            { options: [{ value: NONE, words: words.wordsAlone }] },
            ...(settings.providers.length > 0
              ? [
                  {
                    heading: words.providers,
                    options: settings.providers.map(({ id, name }) => ({ value: id, words: name })),
                  },
                ]
              : []),
          ]}
          onChange={chooseProvider}
        />
        <p className="mt-1 text-small text-ink-3">
          {provider ? (
            <>
              {words.leaves} {words.goesTo(provider.name, hostOf(provider.baseUrl))}
            </>
          ) : present.kind === 'none' ? (
            <>
              {words.stays} {settings.providers.length === 0 && words.noProviders}
            </>
          ) : (
            words.stopping
          )}
        </p>
      </FormRow>
      {provider && (
        <TextField
          label={words.model}
          value={draft.model}
          maxLength={200}
          hint={<ModelHint provider={provider} onChoose={(model) => change({ model, dimensions: '' })} />}
          onChange={(event) => change({ model: event.target.value, dimensions: '' })}
        />
      )}
      {provider && lengths.length > 0 && (
        <FormRow label={words.dimensions}>
          <Select
            label={words.dimensions}
            value={draft.dimensions === '' ? NONE : draft.dimensions}
            groups={[
              {
                options: [
                  { value: NONE, words: words.asTheModel },
                  ...lengths.map((length) => ({ value: String(length), words: String(length) })),
                ],
              },
            ]}
            onChange={(value) => change({ dimensions: value === NONE ? '' : value })}
          />
        </FormRow>
      )}
      {(provider || isNew) && (
        <FormRow label="">
          {isNew && provider && (
            <p className="pb-3 text-small text-ink-2">
              {estimate.data ? words.estimate(estimate.data) : estimate.isPending && words.estimating}{' '}
              {present.kind === 'provider' && words.replaces}
            </p>
          )}
          {test.isError && (
            <div className="pb-4">
              <ErrorNote {...wordsWithoutMessage(test.error)} />
            </div>
          )}
          {(estimate.error ?? choose.error) && (
            <div className="pb-4">
              <ErrorNote {...wordsOf(choose.error ?? estimate.error)} />
            </div>
          )}
          {test.data && (
            <p role="status" className="pb-3 text-small text-success">
              {words.tested(test.data.dimensions, test.data.milliseconds)}
            </p>
          )}
          <div className="flex flex-wrap gap-1.5">
            {isNew && (
              <Button type="submit" look="primary" isBusy={choose.isPending}>
                {provider ? words.choose : words.chooseNone}
              </Button>
            )}
            {provider && (
              <Button
                isBusy={test.isPending}
                disabled={choice === null}
                onClick={() => choice && test.mutate({ choice })}
              >
                {words.test}
              </Button>
            )}
          </div>
        </FormRow>
      )}
    </Form>
  )
}

function ModelHint({ provider, onChoose }: { provider: Provider; onChoose(model: string): void }) {
  const suggestions = suggestionsFor(provider)
  return (
    <>
      {words.modelHint} {suggestions.length > 0 && words.suggested}
      {suggestions.map((name, place) => (
        <span key={name}>
          {place > 0 && ', '}
          <TextLink onClick={() => onChoose(name)}>{name}</TextLink>
        </span>
      ))}
      {suggestions.length > 0 && '.'}
    </>
  )
}
