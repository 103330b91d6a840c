import { kindOfMediaType } from '../../../../shared/domain/attachment'
import type { Attachment } from '../../../../shared/domain/attachment'
import { classNames } from '../../../lib/class-names'
import { fileSize } from '../../../lib/file-size'
import { useDrafts } from '../../../state/drafts'
import type { ComingFile } from '../../../state/drafts'
import { useUploads } from '../../../state/uploads'
import { useSentElsewhere } from '../../../state/uploads-elsewhere'
import type { Upload } from '../../../state/uploads'
import { Button } from '../../../ui/Button'
import { IconButton } from '../../../ui/IconButton'
import { AlertIcon, CloseIcon, FileIcon, ImageIcon } from '../../../ui/icons'
import { Ring } from '../../../ui/Ring'
import { removeUpload, tryAgain } from './add-files'
import { BlobImage } from './BlobImage'
import { useFile } from './use-file'
import { words } from './words'

const none: readonly never[] = []

/** The files of a draft, and those on their way into it. */
export function DraftAttachments({ draftKey, isSending }: { draftKey: string; isSending: boolean }) {
  const attachments = useDrafts(({ drafts }) => drafts[draftKey]?.attachments ?? none)
  const uploads = useUploads(({ uploads: all }) => all[draftKey] ?? none)
  const coming = useDrafts(({ drafts }) => drafts[draftKey]?.coming ?? none)
  const detach = useDrafts((drafts) => drafts.detach)
  // This window knows nothing of them: another one is sending them, or they were on their way when it was loaded again.
  const lost = coming.filter(({ id }) => !uploads.some((upload) => upload.id === id))
  const files = [
    ...attachments.map((attachment) => ({ place: attachment.place ?? 0, attachment })),
    ...uploads.map((upload) => ({ place: upload.place, upload })),
    ...lost.map((file) => ({ place: file.place, lost: file })),
  ].toSorted((one, other) => one.place - other.place)
  if (files.length === 0) return null
  return (
    <ul aria-label={words.attached} className="flex flex-wrap gap-2 px-3 pt-3">
      {files.map((file) => {
        if ('upload' in file) {
          return (
            <li key={file.upload.id} className="min-w-0 max-w-full">
              <UploadChip upload={file.upload} draftKey={draftKey} />
            </li>
          )
        }
        if ('lost' in file) {
          return (
            <li key={file.lost.id} className="min-w-0 max-w-full">
              <ChipElsewhere file={file.lost} draftKey={draftKey} isSending={isSending} />
            </li>
          )
        }
        const { attachment } = file
        return (
          <li key={attachment.fileId} className="min-w-0 max-w-full">
            <Chip
              name={attachment.name}
              fact={fileSize(attachment.size)}
              picture={<Thumbnail attachment={attachment} />}
            >
              <RemoveButton
                name={attachment.name}
                isOff={isSending}
                onClick={() => detach(draftKey, attachment.fileId)}
              />
            </Chip>
          </li>
        )
      })}
    </ul>
  )
}

function UploadChip({ upload, draftKey }: { upload: Upload; draftKey: string }) {
  const { id, name, size, progress, error, isRefused } = upload
  const percent = Math.round(progress * 100)
  return (
    <Chip
      name={name}
      fact={error ? [error.title, error.detail].filter(Boolean).join('. ') : `${percent} % of ${fileSize(size)}`}
      isDanger={error !== null}
      picture={error ? <AlertIcon className="text-danger" /> : <Ring />}
    >
      {!error && <progress className="sr-only" max={100} value={percent} aria-label={words.reading(name, percent)} />}
      {error && !isRefused && (
        <Button look="bare" size="small" onClick={() => tryAgain(id)}>
          {words.tryAgain}
        </Button>
      )}
      <RemoveButton name={name} isOff={false} onClick={() => removeUpload(draftKey, id)} />
    </Chip>
  )
}

interface ChipElsewhereProps {
  file: ComingFile
  draftKey: string
  isSending: boolean
}

function ChipElsewhere({ file, draftKey, isSending }: ChipElsewhereProps) {
  const { id, name } = file
  const fate = useSentElsewhere(draftKey, file)
  if (fate === null) return null
  const isLost = fate === 'lost'
  return (
    <Chip
      name={name}
      fact={isLost ? words.lost : words.elsewhere}
      isDanger={isLost}
      picture={isLost ? <AlertIcon className="text-danger" /> : <Ring />}
    >
      <RemoveButton name={name} isOff={isSending} onClick={() => removeUpload(draftKey, id)} />
    </Chip>
  )
}

interface ChipProps {
  name: string
  fact: string
  isDanger?: boolean
  picture: React.ReactNode
  children: React.ReactNode
}

function Chip({ name, fact, isDanger = false, picture, children }: ChipProps) {
  return (
    <div
      role={isDanger ? 'alert' : undefined}
      className={classNames(
        'flex max-w-full items-center gap-2.5 rounded-m border bg-paper py-1 ps-1.5 pe-1',
        isDanger ? 'border-danger' : 'border-line',
      )}
    >
      <span className="grid size-9 flex-none place-items-center overflow-hidden rounded-s bg-fill text-ink-3">
        {picture}
      </span>
      <span className={classNames('min-w-0', !isDanger && 'max-w-48')}>
        <bdi className="block truncate text-small">{name}</bdi>
        <span className={classNames('block text-micro', isDanger ? 'text-danger' : 'truncate text-ink-3')}>{fact}</span>
      </span>
      {children}
    </div>
  )
}

function RemoveButton({ name, isOff, onClick }: { name: string; isOff: boolean; onClick(): void }) {
  return (
    <IconButton
      size="small"
      label={words.remove(name)}
      icon={<CloseIcon />}
      className="text-ink-3"
      aria-disabled={isOff}
      onClick={isOff ? undefined : onClick}
    />
  )
}

/** After a reload a file that is not sent yet cannot be read back: then its kind stands for it. */
function Thumbnail({ attachment: { fileId, mediaType } }: { attachment: Attachment }) {
  const isImage = kindOfMediaType(mediaType) === 'image'
  const { bytes } = useFile(fileId, isImage)
  if (!isImage) return <FileIcon />
  if (bytes === null) return <ImageIcon />
  return <BlobImage bytes={bytes} mediaType={mediaType} alt="" className="size-full object-cover" />
}
