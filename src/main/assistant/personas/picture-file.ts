// The picture of a persona is a file of its vault, like those of messages: it is whole from the moment the persona shows it,
// and goes with the last one that does.
import { KithError } from '../../../shared/errors'
import type { Call } from '../../database/call'
import { wholeFile } from '../attachments/file-store'

/** As a settings value names it. */
const PREFIX = 'kith-file:'

/** Throws NOT_FOUND when its bytes never came, INVALID when they are no picture. */
export async function keepPicture(call: Call, picture: string | undefined): Promise<void> {
  if (picture === undefined) return
  const file = await wholeFile(call, picture.slice(PREFIX.length))
  if (!file.media_type?.startsWith('image/')) throw new KithError('INVALID', { reason: 'This file is not a picture.' })
}

/** It is not shown here any more. Where something else shows it, it stays. */
export async function leavePicture(call: Call, before: string | undefined, after: string | undefined): Promise<void> {
  if (before === undefined || before === after) return
  await call('ai_delete_file', { file_id: before.slice(PREFIX.length) }).catch((error: unknown) => {
    if (!(error instanceof KithError) || error.code !== 'CONFLICT') throw error
  })
}
