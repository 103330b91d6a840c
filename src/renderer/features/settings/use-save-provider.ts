import { useState } from 'react'
import type { ProviderDraft, SettingsView } from '../../../shared/contract/settings'
import { wordsOf } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import { rpc } from '../../wire/rpc'
import { draftOf, firstModel } from './provider-draft'
import type { ProviderFields } from './provider-draft'
import { showSettings, wordsWithoutMessage } from './use-settings'
import { words } from './words'

/**
 * Saves a provider. One without models is asked for them first; it is saved even when it cannot say, because it may
 * only be switched off. The first real provider takes over from the practice model.
 */
export function useSaveProvider(settings: SettingsView, isNew: boolean, onDone: (said: string) => void) {
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<ErrorInWords | null>(null)

  async function save(fields: ProviderFields): Promise<void> {
    setSaving(true)
    setError(null)
    try {
      const { draft, unread } = await withItsModels(draftOf(fields))
      showSettings(await rpc.settings.saveProvider(draft))
      const said = [words.saved(draft.name)]
      if (unread) said.push(`${words.modelsUnread} ${unread}`)
      const takesOver = isNew && settings.model.kind === 'practice' && draft.models.length > 0
      const model = takesOver ? firstModel(draft.kind, draft.models) : undefined
      if (takesOver && model === undefined) said.push(words.noneAnswers)
      if (model !== undefined) {
        showSettings(await rpc.settings.setModel({ model: { kind: 'provider', providerId: draft.id, model } }))
        said.push(words.nowAnswers(model))
      }
      onDone(said.join(' '))
    } catch (cause) {
      setError(wordsOf(cause))
    } finally {
      setSaving(false)
    }
  }
  return { save: (fields: ProviderFields) => void save(fields), isSaving, error }
}

async function withItsModels(draft: ProviderDraft): Promise<{ draft: ProviderDraft; unread: string | null }> {
  if (draft.models.length > 0) return { draft, unread: null }
  try {
    const { models } = await rpc.settings.testProvider(draft)
    return { draft: { ...draft, models }, unread: null }
  } catch (error) {
    const { title, detail } = wordsWithoutMessage(error)
    return { draft, unread: `${title}. ${detail}` }
  }
}
