import { skipToken, useQuery } from '@tanstack/react-query'
import { kindOfMediaType } from '../../../../shared/domain/attachment'
import { useAnsweringModel } from '../../../state/answering-model'
import { useDrafts } from '../../../state/drafts'
import { queries } from '../../../wire/rpc'
import { words } from './words'

const nobodyChooses = () => {}

/** Before it is sent: that the model will not see what is attached, and what to do about it. */
export function ModelNote({ draftKey }: { draftKey: string }) {
  const attachments = useDrafts(({ drafts }) => drafts[draftKey]?.attachments)
  // The persona's own, where it has one: that is who answers.
  const { model } = useAnsweringModel(nobodyChooses)
  const { data: takes } = useQuery(
    queries.files.modelTakes.queryOptions({ input: model && attachments?.length ? { model } : skipToken }),
  )
  if (!attachments?.length || !takes) return null
  const hasImages = attachments.some(({ mediaType }) => kindOfMediaType(mediaType) === 'image')
  const note =
    takes.texts === 'no'
      ? words.practiceReadsNothing
      : hasImages && takes.images === 'no'
        ? words.noImages(model?.kind === 'provider' ? model.model : words.thisModel)
        : null
  return note === null ? null : (
    <p role="status" className="px-4 pt-2 text-small text-ink-2">
      {note}
    </p>
  )
}
