import { Dialog as Primitive } from 'radix-ui'
import { useEffect, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { kindOfMediaType } from '../../../../shared/domain/attachment'
import type { Attachment } from '../../../../shared/domain/attachment'
import { fileSize } from '../../../lib/file-size'
import { Button } from '../../../ui/Button'
import { IconButton } from '../../../ui/IconButton'
import { ChevronLeftIcon, ChevronRightIcon, CloseIcon, DownloadIcon } from '../../../ui/icons'
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
  const images = attachments.filter(({ mediaType }) => kindOfMediaType(mediaType) === 'image')
  const place = file ? images.indexOf(file) : -1

  function go(by: 1 | -1): void {
    const next = place < 0 ? undefined : images[place + by]
    if (next) onOpen(next.fileId)
  }
  function handleKey(event: KeyboardEvent): void {
    if (event.key === 'ArrowLeft') go(-1)
    else if (event.key === 'ArrowRight') go(1)
    // Nothing typed here is meant for the conversation behind it.
    event.stopPropagation()
  }

  return (
    <Primitive.Root open={file !== undefined} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className="appear fixed inset-0 z-(--z-scrim) bg-scrim" />
        {file && (
          <Primitive.Content
            aria-describedby={undefined}
            onKeyDown={handleKey}
            className="appear fixed inset-4 z-(--z-dialog) flex flex-col overflow-hidden rounded-xl bg-raised shadow-modal outline-none max-narrow:inset-0 max-narrow:rounded-none"
          >
            <Shown key={file.fileId} file={file}>
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
            </Shown>
          </Primitive.Content>
        )}
      </Primitive.Portal>
    </Primitive.Root>
  )
}

function Shown({ file, children }: { file: Attachment; children: React.ReactNode }) {
  const { bytes, isGone } = useFile(file.fileId, true)
  const kind = kindOfMediaType(file.mediaType)
  return (
    <>
      <header className="flex flex-none items-center gap-1 border-b border-line py-2 ps-5 pe-2">
        <Primitive.Title className="min-w-0 truncate text-ui font-strong">
          <bdi>{file.name}</bdi>
        </Primitive.Title>
        <span className="flex-none px-2 text-small text-ink-3">{fileSize(file.size)}</span>
        <div className="ms-auto flex flex-none items-center gap-1">
          {children}
          <IconButton
            label={words.saveNamed(file.name)}
            icon={<DownloadIcon />}
            aria-disabled={bytes === null}
            onClick={() => bytes && saveBlob(bytes, file.name)}
          />
          <Primitive.Close asChild>
            <IconButton label={words.close} icon={<CloseIcon />} />
          </Primitive.Close>
        </div>
      </header>
      <div className="grid min-h-0 flex-1 place-items-center overflow-auto">
        {isGone ? (
          <Gone text={words.gone} name={file.name} />
        ) : kind === 'image' ? (
          <WholePicture file={file} bytes={bytes} />
        ) : kind === 'text' ? (
          <WholeText bytes={bytes} />
        ) : (
          <Button look="primary" disabled={bytes === null} onClick={() => bytes && saveBlob(bytes, file.name)}>
            {words.save}
          </Button>
        )}
      </div>
    </>
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
