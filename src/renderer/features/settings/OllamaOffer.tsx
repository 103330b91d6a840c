import { useQuery } from '@tanstack/react-query'
import type { SettingsView } from '../../../shared/contract/settings'
import { Button } from '../../ui/Button'
import { queries } from '../../wire/rpc'
import { fieldsOfOllama, hostOf } from './provider-draft'
import type { ProviderFields } from './provider-draft'
import { words } from './words'

/** Ollama runs on this computer and is not connected: offered, and connected by nobody but its owner. */
export function OllamaOffer({
  settings,
  onConnect,
}: {
  settings: SettingsView
  onConnect(fields: ProviderFields): void
}) {
  const { data: found } = useQuery(queries.settings.findOllama.queryOptions({ staleTime: 0, retry: false }))
  if (!found || settings.providers.some(({ baseUrl }) => hostOf(baseUrl) === hostOf(found.baseUrl))) return null
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 py-2">
      <p className="min-w-0 flex-1 text-ui text-ink-2">{words.ollamaRuns(found.models.length)}</p>
      <Button size="small" onClick={() => onConnect(fieldsOfOllama(found, crypto.randomUUID()))}>
        {words.connectOllama}
      </Button>
    </div>
  )
}
