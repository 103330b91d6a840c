import { useMutation, useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import type { SettingsView } from '../../../shared/contract/settings'
import { modelOfValue, valueOfModel } from '../../state/model-choice'
import { useOpen } from '../../state/open'
import { ChevronDownIcon } from '../../ui/icons'
import { Menu, MenuChoice, MenuChoices, MenuContent, MenuHeading, MenuItem, MenuRule, MenuTrigger } from '../../ui/Menu'
import { wordsOf } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import { queryClient } from '../../wire/query-client'
import { queries } from '../../wire/rpc'
import { words } from './words'

/** Which model answers, and the way to connect another. */
export function ModelPicker({ onError }: { onError(error: ErrorInWords): void }) {
  const nameId = useId()
  const { data: settings } = useQuery(queries.settings.get.queryOptions())
  const openSettings = useOpen((open) => open.openSettings)
  const setModel = useMutation(
    queries.settings.setModel.mutationOptions({
      onSuccess: (view) => queryClient.setQueryData(queries.settings.get.queryKey(), view),
      onError: (error) => onError(wordsOf(error)),
    }),
  )
  if (!settings) return null
  return (
    <Menu>
      <MenuTrigger asChild>
        <button
          type="button"
          aria-label={words.model}
          aria-describedby={nameId}
          className="flex h-7 max-w-full items-center gap-[7px] rounded-m px-2 text-small text-ink-2 hover:bg-hover hover:text-ink data-[state=open]:bg-hover pointer-coarse:h-11"
        >
          <span id={nameId} className="truncate">
            {nameOf(settings)}
          </span>
          <ChevronDownIcon className="text-ink-3" />
        </button>
      </MenuTrigger>
      <MenuContent align="end" className="max-w-80">
        <MenuChoices
          value={valueOfModel(settings.model)}
          onValueChange={(value) => setModel.mutate({ model: modelOfValue(value) })}
        >
          <MenuHeading>{words.inKith}</MenuHeading>
          <MenuChoice value={valueOfModel({ kind: 'practice' })}>{words.practiceModel}</MenuChoice>
          {settings.providers.map(({ id, name, models }) => (
            <div key={id} role="group" aria-label={name}>
              <MenuHeading>{name}</MenuHeading>
              {models.map((model) => (
                <MenuChoice key={model} value={valueOfModel({ kind: 'provider', providerId: id, model })}>
                  <span className="truncate">{model}</span>
                </MenuChoice>
              ))}
              {models.length === 0 && <p className="px-2.5 py-1 ps-8 text-small text-ink-3">{words.noModels}</p>}
            </div>
          ))}
        </MenuChoices>
        <MenuRule />
        <MenuItem onSelect={() => openSettings({ kind: 'add-provider', providerKind: 'openai' })}>
          {words.connectModel}
        </MenuItem>
      </MenuContent>
    </Menu>
  )
}

function nameOf({ model, providers }: SettingsView): string {
  if (model.kind === 'practice') return words.practiceModel
  return providers.some(({ id }) => id === model.providerId) ? model.model : words.removedProvider
}
