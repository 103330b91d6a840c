import { useQuery } from '@tanstack/react-query'
import { kindOfMediaType } from '../../../../shared/domain/attachment'
import { useDrafts } from '../../../state/drafts'
import { queries } from '../../../wire/rpc'
import { words } from './words'

/** Before it is sent: that the model will not see what is attached, and what to do about it. */
export function ModelNote({ draftKey }: { draftKey: string }) {
  const attachments = useDrafts(({ drafts }) => drafts[draftKey]?.attachments)
  const { data: settings } = useQuery(queries.settings.get.queryOptions())
  const { data: takes } = useQuery(queries.files.modelTakes.queryOptions({ enabled: Boolean(attachments?.length) }))
  if (!attachments?.length || !takes) return null
  const hasImages = attachments.some(({ mediaType }) => kindOfMediaType(mediaType) === 'image')
  const model = settings?.model.kind === 'provider' ? settings.model.model : words.thisModel
  const note =
    takes.texts === 'no'
      ? words.practiceReadsNothing
      : hasImages && takes.images === 'no'
        ? words.noImages(model)
        : null
  return note === null ? null : (
    <p role="status" className="px-4 pt-2 text-small text-ink-2">
      {note}
    </p>
  )
}
