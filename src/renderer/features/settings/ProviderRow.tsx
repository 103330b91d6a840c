import { useMutation } from '@tanstack/react-query'
import type { Provider } from '../../../shared/contract/settings'
import { Button } from '../../ui/Button'
import { EditableRow } from '../../ui/EditableRow'
import { ErrorNote } from '../../ui/ErrorNote'
import { wordsOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { hostOf } from './provider-draft'
import { useRefreshModels } from './use-refresh-models'
import { showSettings } from './use-settings'
import { words } from './words'

interface ProviderRowProps {
  provider: Provider
  isInUse: boolean
  onEdit(): void
}

export function ProviderRow({ provider, isInUse, onEdit }: ProviderRowProps) {
  const remove = useMutation(queries.settings.removeProvider.mutationOptions({ onSuccess: showSettings }))
  const refresh = useRefreshModels(provider)
  const keyFact = provider.kind === 'ollama' ? null : provider.hasKey ? words.hasKey : words.noKey
  return (
    <EditableRow
      name={provider.name}
      fact={[words.facts(hostOf(provider.baseUrl), provider.models.length), keyFact].filter(Boolean).join(' · ')}
      edit={words.edit}
      remove={words.remove}
      question={{
        title: words.removeTitle(provider.name),
        detail: isInUse ? `${words.removeDetail} ${words.removeInUse}` : words.removeDetail,
        keep: words.keepIt,
      }}
      isRemoving={remove.isPending}
      error={remove.error && wordsOf(remove.error)}
      onEdit={onEdit}
      onRemove={() => remove.mutate({ providerId: provider.id })}
      actions={
        <Button
          size="small"
          look="bare"
          aria-label={`${words.refresh}: ${provider.name}`}
          isBusy={refresh.isRefreshing}
          onClick={refresh.refresh}
        >
          {words.refresh}
        </Button>
      }
    >
      {refresh.said && <p className="mt-1 text-small text-ink-2">{refresh.said}</p>}
      {refresh.error && (
        <div className="mt-2">
          <ErrorNote {...refresh.error} />
        </div>
      )}
    </EditableRow>
  )
}
