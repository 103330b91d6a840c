import { FormRow } from './Field'
import { CheckIcon } from './icons'
import { words } from './words'

type Colour = keyof typeof words.colours

const colours = Object.keys(words.colours) as Colour[]

interface ColourFieldProps {
  value: Colour
  onChange(colour: Colour): void
}

/** One of the accents, each shown as what it is and called by its name. */
export function ColourField({ value, onChange }: ColourFieldProps) {
  return (
    <FormRow label={words.colour}>
      <div role="group" aria-label={words.colour} className="flex flex-wrap gap-1.5 pt-1">
        {colours.map((colour) => (
          <button
            key={colour}
            type="button"
            data-accent={colour}
            aria-label={words.colours[colour]}
            aria-pressed={colour === value}
            title={words.colours[colour]}
            onClick={() => onChange(colour)}
            className="grid size-6 place-items-center rounded-full bg-(--accent-fill) text-on-accent pointer-coarse:size-11"
          >
            {colour === value && <CheckIcon />}
          </button>
        ))}
      </div>
    </FormRow>
  )
}
