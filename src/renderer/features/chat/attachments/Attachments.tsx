import { useState } from 'react'
import { kindOfMediaType } from '../../../../shared/domain/attachment'
import type { Attachment } from '../../../../shared/domain/attachment'
import { fileSize } from '../../../lib/file-size'
import { FileIcon, ImageIcon } from '../../../ui/icons'
import { BlobImage } from './BlobImage'
import { FileDialog } from './FileDialog'
import { Gone } from './Gone'
import { useFile, useNear } from './use-file'
import { words } from './words'

/** What a message shows: pictures as pictures, everything else as a card. Each opens over the window. */
export function Attachments({ attachments }: { attachments: readonly Attachment[] }) {
  const [openId, setOpenId] = useState<string | null>(null)
  if (attachments.length === 0) return null
  return (
    <ul aria-label={words.attached} className="flex flex-wrap items-end gap-2">
      {attachments.map((attachment) => (
        <li key={attachment.fileId} className="min-w-0 max-w-full">
          {kindOfMediaType(attachment.mediaType) === 'image' ? (
            <Picture attachment={attachment} onOpen={() => setOpenId(attachment.fileId)} />
          ) : (
            <FileCard attachment={attachment} onOpen={() => setOpenId(attachment.fileId)} />
          )}
        </li>
      ))}
      <FileDialog attachments={attachments} openId={openId} onOpen={setOpenId} onClose={() => setOpenId(null)} />
    </ul>
  )
}

interface OneProps {
  attachment: Attachment
  onOpen(): void
}

/** As high as all others from the beginning: what is read further up moves nothing. */
function Picture({ attachment, onOpen }: OneProps) {
  const { name, mediaType, fileId } = attachment
  const { element, isNear } = useNear<HTMLButtonElement>()
  const { bytes, isGone } = useFile(fileId, isNear)
  const [isBroken, setBroken] = useState(false)
  if (isGone) return <Gone text={words.gone} name={name} />
  if (isBroken) return <Gone text={words.broken} name={name} />
  return (
    <button
      ref={element}
      type="button"
      aria-label={words.openNamed(name)}
      onClick={onOpen}
      className="block h-44 min-w-24 max-w-full overflow-hidden rounded-m border border-line bg-fill"
    >
      {bytes === null ? (
        <span className="grid h-full w-44 place-items-center text-ink-3">
          <ImageIcon />
        </span>
      ) : (
        <BlobImage
          bytes={bytes}
          mediaType={mediaType}
          alt={words.image(name)}
          decoding="async"
          draggable={false}
          onError={() => setBroken(true)}
          className="h-full max-w-full object-cover"
        />
      )}
    </button>
  )
}

function FileCard({ attachment, onOpen }: OneProps) {
  const { name, mediaType, size } = attachment
  const facts = `${words.kinds[kindOfMediaType(mediaType)]}, ${fileSize(size)}`
  return (
    <button
      type="button"
      // What is read is part of what it is called: somebody says it to press it.
      aria-label={words.openNamed(`${name} ${facts}`)}
      onClick={onOpen}
      className="flex h-14 max-w-full items-center gap-2.5 rounded-m border border-line bg-raised px-3 text-start hover:bg-hover"
    >
      <FileIcon className="text-ink-3" />
      <span className="min-w-0">
        <bdi className="block truncate text-ui">{name}</bdi>{' '}
        <span className="block text-micro text-ink-3">{facts}</span>
      </span>
    </button>
  )
}
