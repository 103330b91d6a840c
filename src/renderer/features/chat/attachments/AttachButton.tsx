import { useRef } from 'react'
import { IconButton } from '../../../ui/IconButton'
import { AttachIcon } from '../../../ui/icons'
import { words } from './words'

/** Opens the system's own file picker. */
export function AttachButton({ isOff, onFiles }: { isOff: boolean; onFiles(files: File[]): void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          // The same file can be chosen again.
          event.target.value = ''
        }}
      />
      <IconButton
        size="small"
        label={words.attach}
        title={words.attachHint}
        className="text-ink-3"
        icon={<AttachIcon />}
        aria-disabled={isOff}
        onClick={() => !isOff && input.current?.click()}
      />
    </>
  )
}
