import { useState } from 'react'
import type { Provider } from '../../../shared/contract/settings'
import { announce } from '../../lib/announcer'
import type { ErrorInWords } from '../../wire/failure'
import { rpc } from '../../wire/rpc'
import { draftOf, fieldsOf, mergedModels } from './provider-draft'
import { showSettings, wordsWithoutMessage } from './use-settings'
import { words } from './words'

/** Asks a provider again which models it has. Those that were written down by hand stay. */
export function useRefreshModels(provider: Provider) {
  const [isRefreshing, setRefreshing] = useState(false)
  const [error, setError] = useState<ErrorInWords | null>(null)
  const [said, setSaid] = useState<string | null>(null)

  async function refresh(): Promise<void> {
    setRefreshing(true)
    setError(null)
    setSaid(null)
    try {
      const fields = fieldsOf(provider)
      const { models } = await rpc.settings.testProvider(draftOf(fields))
      showSettings(await rpc.settings.saveProvider(draftOf({ ...fields, models: mergedModels(fields.models, models) })))
      setSaid(words.refreshed(provider.name, models.length))
      announce(words.refreshed(provider.name, models.length))
    } catch (cause) {
      setError(wordsWithoutMessage(cause))
    } finally {
      setRefreshing(false)
    }
  }
  return { refresh: () => void refresh(), isRefreshing, error, said }
}
