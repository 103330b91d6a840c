import { useState } from 'react'
import { useOpen } from '../../state/open'
import { wordsOf } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import { queryClient } from '../../wire/query-client'
import { queries, rpc } from '../../wire/rpc'
import { closeEditor, readAgain } from './persona-actions'
import { draftOfPersona, settingsOf } from './persona-fields'
import type { PersonaFields } from './persona-fields'

/** Saves what the editor says and closes it; what could not be saved stays in it. A new persona is opened. */
export function useSavePersona(isNew: boolean) {
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<ErrorInWords | null>(null)

  async function save(fields: PersonaFields): Promise<void> {
    setSaving(true)
    setError(null)
    try {
      const { id } = fields
      if (id === null) {
        const view = await rpc.settings.setAnswering({ answering: settingsOf(fields) })
        queryClient.setQueryData(queries.settings.get.queryKey(), view)
      } else {
        await rpc.personas.save(draftOfPersona({ ...fields, id }))
        await readAgain()
        if (isNew) useOpen.getState().choosePersona(id)
      }
      closeEditor(id)
    } catch (cause) {
      setError(wordsOf(cause))
    } finally {
      setSaving(false)
    }
  }
  return { save: (fields: PersonaFields) => void save(fields), isSaving, error }
}
