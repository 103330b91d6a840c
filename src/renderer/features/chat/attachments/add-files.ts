// Files a person chose, pasted or dropped, into a draft.
import { ATTACHMENT_COUNT_LIMIT, ATTACHMENTS_SIZE_LIMIT, storableFileName } from '../../../../shared/domain/attachment'
import { announce } from '../../../lib/announcer'
import { keepDraftsNow, useDrafts } from '../../../state/drafts'
import { endUpload, failUpload, sendFile, showUpload, useUploads } from '../../../state/uploads'
import { sendingFrom } from '../../../state/uploads-elsewhere'
import type { UploadTarget } from '../../../state/uploads'
import { wordsOfFailure } from '../../../wire/failure'
import type { ErrorInWords } from '../../../wire/failure'
import { FileRefused, prepareFile } from './prepare-file'
import { words } from './words'

/** Those that failed, to be tried again. */
const failed = new Map<string, { target: UploadTarget; file: File; place: number }>()

/** Larger than all before, after a reload as well. */
let lastPlace = 0
const nextPlace = () => (lastPlace = Math.max(lastPlace + 1, Date.now()))

/** @param say what concerns all of them */
export function addFiles(target: UploadTarget, files: readonly File[], say: (error: ErrorInWords) => void): void {
  const { draftKey } = target
  const there = useDrafts.getState().drafts[draftKey]?.attachments ?? []
  const underWay = useUploads.getState().uploads[draftKey] ?? []
  const room = Math.max(0, ATTACHMENT_COUNT_LIMIT - there.length - underWay.length)
  if (files.length > room) say(words.tooMany)
  for (const file of files.slice(0, room)) void addOne(target, crypto.randomUUID(), file, nextPlace())
}

export function tryAgain(id: string): void {
  const again = failed.get(id)
  if (again) void addOne(again.target, id, again.file, again.place)
}

export function removeUpload(draftKey: string, id: string): void {
  failed.delete(id)
  endUpload(draftKey, id)
  useDrafts.getState().expectNoMore(draftKey, id)
}

/** What the files of a draft are too much of, or nothing. */
export function tooLargeTogether(attachments: readonly { size: number }[]): ErrorInWords | undefined {
  const size = attachments.reduce((sum, one) => sum + one.size, 0)
  return size > ATTACHMENTS_SIZE_LIMIT ? words.tooLargeTogether : undefined
}

async function addOne(target: UploadTarget, id: string, file: File, place: number): Promise<void> {
  await sendingFrom(id, () => sendOne(target, id, file, place))
}

async function sendOne(target: UploadTarget, id: string, file: File, place: number): Promise<void> {
  const { draftKey } = target
  const name = storableFileName(file.name)
  failed.set(id, { target, file, place })
  useDrafts.getState().expect(draftKey, { id, name, place })
  // A window that opens this moment is to find it.
  keepDraftsNow()
  showUpload(draftKey, { id, name, size: file.size, place, progress: 0, error: null, isRefused: false })
  try {
    const prepared = await prepareFile(file)
    const isWanted = useUploads.getState().uploads[draftKey]?.some((upload) => upload.id === id)
    if (!isWanted) return
    const stored = await sendFile(target, id, storableFileName(prepared.name), prepared.bytes)
    if (!stored) return
    useDrafts.getState().attach(draftKey, stored, place)
    removeUpload(draftKey, id)
    announce(words.ready(stored.name))
  } catch (error) {
    failUpload(draftKey, id, wordsOfRefusal(error), error instanceof FileRefused)
  }
}

function wordsOfRefusal(error: unknown): ErrorInWords {
  if (error instanceof FileRefused) return wordsOfFailure(error.failure)
  // The page may not read it: it is a folder, or is gone.
  return { title: words.folder, detail: '' }
}
