import { useEffect, useId, useRef, useState } from 'react'
import { usePicture } from '../../../state/pictures'
import { Button } from '../../../ui/Button'
import { FormRow } from '../../../ui/Field'
import { Mark } from '../../../ui/Mark'
import type { PersonaFields } from '../persona-fields'
import { words } from '../words'
import { squarePicture, troubleOf } from './square-picture'

interface PictureFieldProps {
  fields: PersonaFields
  /** Why the emoji is not accepted. */
  error: string | undefined
  onChange(fields: Partial<PersonaFields>): void
}

/** How a persona is shown: its first letter, an emoji, or an image of its owner's. */
export function PictureField({ fields, error, onChange }: PictureFieldProps) {
  const id = useId()
  const file = useRef<HTMLInputElement>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const stored = usePicture(fields.picture ?? undefined)
  // Shown as it was chosen; it is sent when the form is saved.
  const [address, setAddress] = useState<string>()
  useEffect(() => () => URL.revokeObjectURL(address ?? ''), [address])
  const hasImage = fields.picture !== null || fields.chosenPicture !== null

  async function choose(image: File | undefined): Promise<void> {
    if (!image) return
    setTrouble(null)
    try {
      const chosenPicture = await squarePicture(image)
      setAddress(URL.createObjectURL(chosenPicture))
      onChange({ chosenPicture })
    } catch (cause) {
      setTrouble(troubleOf(cause) === 'too-large' ? words.imageTooLarge : words.imageWrong)
    }
  }

  return (
    <FormRow label={words.picture} htmlFor={id}>
      <div className="flex flex-wrap items-center gap-2.5">
        <Mark
          name={fields.name || '?'}
          emoji={fields.emoji.trim() || undefined}
          src={fields.chosenPicture ? address : stored}
          isCurrent={false}
          size="large"
        />
        <input
          id={id}
          value={fields.emoji}
          maxLength={40}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-hint`}
          className="field-frame h-[34px] w-16 rounded-m px-[11px] text-center text-ui pointer-coarse:h-11"
          onChange={(event) => onChange({ emoji: event.target.value })}
        />
        <input
          ref={file}
          type="file"
          accept="image/*"
          hidden
          data-picture=""
          onChange={(event) => {
            void choose(event.target.files?.[0])
            // The same file chosen again is chosen again.
            event.target.value = ''
          }}
        />
        <Button onClick={() => file.current?.click()}>{hasImage ? words.otherImage : words.chooseImage}</Button>
        {hasImage && (
          <Button look="bare" onClick={() => onChange({ picture: null, chosenPicture: null })}>
            {words.takeImageAway}
          </Button>
        )}
      </div>
      <p
        id={`${id}-hint`}
        role={trouble ? 'alert' : undefined}
        className={error || trouble ? 'mt-1 text-small text-danger' : 'mt-1 text-small text-ink-3'}
      >
        {error ?? trouble ?? (hasImage ? words.imageHint : words.pictureHint)}
      </p>
    </FormRow>
  )
}
