import { UPLOAD_PART_SIZE } from '../../../../shared/domain/attachment'
import { pictureOf } from '../../../state/pictures'
import { queryClient } from '../../../wire/query-client'
import { queries, rpc } from '../../../wire/rpc'

/** Gives it to a persona that is stored. @returns as its settings name it */
export async function sendPicture(personaId: string, bytes: Blob): Promise<string> {
  const uploadId = crypto.randomUUID()
  await rpc.files.begin({ uploadId, threadId: null, personaId, name: 'picture', size: bytes.size })
  for (let offset = 0; offset < bytes.size; offset += UPLOAD_PART_SIZE) {
    await rpc.files.part({ uploadId, offset, bytes: bytes.slice(offset, offset + UPLOAD_PART_SIZE) })
  }
  const { fileId, mediaType } = await rpc.files.finish({ uploadId })
  // What was just sent need not be read to be shown.
  queryClient.setQueryData(queries.files.read.queryKey({ input: { fileId } }), { mediaType, bytes })
  return pictureOf(fileId)
}
