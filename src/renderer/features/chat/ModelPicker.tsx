import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { modelOfValue, valueOfModel } from '../../state/model-choice'
import { modelGroups, nameOfModel } from '../../state/model-groups'
import { useOpen } from '../../state/open'
import { useAnsweringModel } from '../../state/answering-model'
import { ChoiceMenu } from '../../ui/ChoiceMenu'
import { ChevronDownIcon } from '../../ui/icons'
import { MenuItem } from '../../ui/Menu'
import type { ErrorInWords } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { words } from './words'

/** Which model answers here, and the way to connect another. A persona that has one of its own keeps it for itself. */
export function ModelPicker({ onError }: { onError(error: ErrorInWords): void }) {
  const nameId = useId()
  const { data: settings } = useQuery(queries.settings.get.queryOptions())
  const openSettings = useOpen((open) => open.openSettings)
  const { model, choose } = useAnsweringModel(onError)
  if (!settings || !model) return null
  return (
    <ChoiceMenu
      align="end"
      value={valueOfModel(model)}
      groups={modelGroups(settings, words)}
      search={{ label: words.searchModels, nothing: words.noModelFound }}
      onChange={(value) => choose(modelOfValue(value))}
      trigger={
        <button
          type="button"
          aria-labelledby={`${nameId}-what ${nameId}`}
          data-model-menu=""
          className="flex h-7 max-w-full items-center gap-[7px] rounded-m px-2 text-small text-ink-2 hover:bg-hover hover:text-ink data-[state=open]:bg-hover pointer-coarse:h-11"
        >
          <span id={`${nameId}-what`} className="sr-only">
            {words.model}
          </span>
          <span id={nameId} className="truncate">
            {nameOfModel(model, settings, words.practiceModel) ?? words.removedProvider}
          </span>
          <ChevronDownIcon className="text-ink-3" />
        </button>
      }
    >
      <MenuItem onSelect={() => openSettings({ kind: 'add-provider', providerKind: 'openai' })}>
        {words.connectModel}
      </MenuItem>
    </ChoiceMenu>
  )
}
