import { useState } from 'react'
import type { PersonaDraft } from '../../../shared/contract/personas'
import { useOpen } from '../../state/open'
import { failureOf, wordsOf } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import { queryClient } from '../../wire/query-client'
import { queries, rpc } from '../../wire/rpc'
import { closeEditor, readAgain } from './persona-actions'
import { sendPicture } from './picture/send-picture'
import { draftOfPersona, settingsOf } from './persona-fields'
import type { PersonaFields } from './persona-fields'

/** Saves what the editor says and closes it; what could not be saved stays in it. A new persona is opened. */
export function useSavePersona(isNew: boolean, base: PersonaContent | undefined) {
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<ErrorInWords | null>(null)
  const [isOutdated, setOutdated] = useState(false)

  async function save(fields: PersonaFields): Promise<void> {
    setSaving(true)
    setError(null)
    setOutdated(false)
    try {
      const { id } = fields
      if (id === null) {
        const view = await rpc.settings.setAnswering({ answering: settingsOf(fields) })
        queryClient.setQueryData(queries.settings.get.queryKey(), view)
      } else {
        // Whoever was told that the same was changed elsewhere, and saves again, means it.
        await savePersona({ ...fields, id }, isNew, isOutdated ? undefined : base)
        await readAgain()
        if (isNew) useOpen.getState().choosePersona(id)
      }
      closeEditor(id)
    } catch (cause) {
      setError(wordsOf(cause))
      setOutdated(failureOf(cause)?.code === 'CONFLICT')
    } finally {
      setSaving(false)
    }
  }
  return { save: (fields: PersonaFields) => void save(fields), isSaving, error, isOutdated }
}

type PersonaContent = Omit<PersonaDraft, 'id'>

async function savePersona(
  fields: PersonaFields & { id: string },
  isNew: boolean,
  base: PersonaContent | undefined,
): Promise<void> {
  const image = fields.chosenPicture
  const before = base && { base }
  if (image === null) return void (await rpc.personas.save({ ...draftOfPersona(fields), ...before }))
  // A picture is a file of the persona's own: there has to be one before it can have any.
  if (isNew) await rpc.personas.save(draftOfPersona(fields))
  const picture = await sendPicture(fields.id, image)
  await rpc.personas.save({ ...draftOfPersona({ ...fields, picture }), ...before })
}
