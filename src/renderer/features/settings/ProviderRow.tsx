import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Provider } from '../../../shared/contract/settings'
import { Button } from '../../ui/Button'
import { ConfirmDialog } from '../../ui/ConfirmDialog'
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
  const [isAsking, setAsking] = useState(false)
  const remove = useMutation(queries.settings.removeProvider.mutationOptions({ onSuccess: showSettings }))
  const refresh = useRefreshModels(provider)
  const keyFact = provider.kind === 'ollama' ? null : provider.hasKey ? words.hasKey : words.noKey
  return (
    <li className="border-line py-2 not-first:border-t">
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <p className="truncate text-ui">{provider.name}</p>
          <p className="truncate text-small text-ink-3">
            {[words.facts(hostOf(provider.baseUrl), provider.models.length), keyFact].filter(Boolean).join(' · ')}
          </p>
        </div>
        <Button
          size="small"
          look="bare"
          aria-label={`${words.refresh}: ${provider.name}`}
          isBusy={refresh.isRefreshing}
          onClick={refresh.refresh}
        >
          {words.refresh}
        </Button>
        <Button size="small" look="bare" aria-label={`${words.edit} ${provider.name}`} onClick={onEdit}>
          {words.edit}
        </Button>
        <Button
          size="small"
          look="bare"
          aria-label={`${words.remove} ${provider.name}`}
          isBusy={remove.isPending}
          onClick={() => setAsking(true)}
        >
          {words.remove}
        </Button>
      </div>
      {refresh.said && <p className="mt-1 text-small text-ink-2">{refresh.said}</p>}
      {refresh.error && (
        <div className="mt-2">
          <ErrorNote {...refresh.error} />
        </div>
      )}
      {remove.isError && (
        <div className="mt-2">
          <ErrorNote {...wordsOf(remove.error)} />
        </div>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={words.removeTitle(provider.name)}
        detail={isInUse ? `${words.removeDetail} ${words.removeInUse}` : words.removeDetail}
        keep={words.keepIt}
        act={words.remove}
        onKeep={() => setAsking(false)}
        onAct={() => {
          setAsking(false)
          remove.mutate({ providerId: provider.id })
        }}
      />
    </li>
  )
}
