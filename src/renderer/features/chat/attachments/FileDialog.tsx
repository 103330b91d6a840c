import { useEffect, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { kindOfMediaType } from '../../../../shared/domain/attachment'
import type { Attachment } from '../../../../shared/domain/attachment'
import { fileSize } from '../../../lib/file-size'
import { Button } from '../../../ui/Button'
import { IconButton } from '../../../ui/IconButton'
import { ChevronLeftIcon, ChevronRightIcon, DownloadIcon } from '../../../ui/icons'
import { Lightbox } from '../../../ui/Lightbox'
import { BlobImage } from './BlobImage'
import { Gone } from './Gone'
import { saveBlob, useFile } from './use-file'
import { words } from './words'

interface FileDialogProps {
  attachments: readonly Attachment[]
  /** Null when nothing is open. */
  openId: string | null
  onOpen(fileId: string): void
  onClose(): void
}

/** One file over the whole window. With the arrows one goes on to the next picture. */
export function FileDialog({ attachments, openId, onOpen, onClose }: FileDialogProps) {
  const file = attachments.find(({ fileId }) => fileId === openId)
  const { bytes, isGone } = useFile(openId ?? '', file !== undefined)
  const images = attachments.filter(({ mediaType }) => kindOfMediaType(mediaType) === 'image')
  const place = file ? images.indexOf(file) : -1

  function go(by: 1 | -1): void {
    const next = place < 0 ? undefined : images[place + by]
    if (next) onOpen(next.fileId)
  }
  function handleKey(event: KeyboardEvent): void {
    if (event.key === 'ArrowLeft') go(-1)
    else if (event.key === 'ArrowRight') go(1)
  }

  return (
    <Lightbox
      title={file?.name ?? ''}
      fact={file ? fileSize(file.size) : ''}
      close={words.close}
      isOpen={file !== undefined}
      onClose={onClose}
      onKeyDown={handleKey}
      actions={
        file && (
          <>
            {images.length > 1 && place >= 0 && (
              <>
                <IconButton
                  label={words.previous}
                  icon={<ChevronLeftIcon />}
                  aria-disabled={place === 0}
                  onClick={() => go(-1)}
                />
                <span className="text-small text-ink-3 tabular-nums">{words.placeOf(place + 1, images.length)}</span>
                <IconButton
                  label={words.next}
                  icon={<ChevronRightIcon />}
                  aria-disabled={place === images.length - 1}
                  onClick={() => go(1)}
                />
              </>
            )}
            <IconButton
              label={words.saveNamed(file.name)}
              icon={<DownloadIcon />}
              aria-disabled={bytes === null}
              onClick={() => bytes && saveBlob(bytes, file.name)}
            />
          </>
        )
      }
    >
      {file && <Shown key={file.fileId} file={file} bytes={bytes} isGone={isGone} />}
    </Lightbox>
  )
}

function Shown({ file, bytes, isGone }: { file: Attachment; bytes: Blob | null; isGone: boolean }) {
  const kind = kindOfMediaType(file.mediaType)
  if (isGone) return <Gone text={words.gone} name={file.name} />
  if (kind === 'image') return <WholePicture file={file} bytes={bytes} />
  if (kind === 'text') return <WholeText bytes={bytes} />
  return (
    <Button look="primary" disabled={bytes === null} onClick={() => bytes && saveBlob(bytes, file.name)}>
      {words.save}
    </Button>
  )
}

function WholePicture({ file, bytes }: { file: Attachment; bytes: Blob | null }) {
  if (bytes === null) return <p className="text-small text-ink-3">{words.loading(file.name)}</p>
  return (
    <BlobImage
      bytes={bytes}
      mediaType={file.mediaType}
      alt={words.image(file.name)}
      className="h-full max-h-full w-full object-contain p-4"
    />
  )
}

/** A window draws no more of one text at once. */
const LONGEST_SHOWN = 200_000

/** As text, whatever is in it: nothing of it is markup here. */
function WholeText({ bytes }: { bytes: Blob | null }) {
  const [text, setText] = useState('')
  useEffect(() => {
    let isGone = false
    void bytes?.text().then((read) => !isGone && setText(read))
    return () => void (isGone = true)
  }, [bytes])
  const isCut = text.length > LONGEST_SHOWN
  return (
    <div className="h-full w-full overflow-auto px-5 py-4" tabIndex={0}>
      {isCut && <p className="pb-3 text-small text-ink-2">{words.cut}</p>}
      <pre className="text-small whitespace-pre-wrap [overflow-wrap:anywhere] [unicode-bidi:plaintext]">
        {isCut ? text.slice(0, LONGEST_SHOWN).toWellFormed() : text}
      </pre>
    </div>
  )
}
