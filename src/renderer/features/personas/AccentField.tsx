import type { Accent } from '../../../shared/contract/personas'
import { FormRow } from '../../ui/Field'
import { CheckIcon } from '../../ui/icons'
import { words } from './words'

const accents = Object.keys(words.accents) as Accent[]

export function AccentField({ value, onChange }: { value: Accent; onChange(accent: Accent): void }) {
  return (
    <FormRow label={words.colour}>
      <div role="group" aria-label={words.colour} className="flex flex-wrap gap-1.5 pt-1">
        {accents.map((accent) => (
          <button
            key={accent}
            type="button"
            data-accent={accent}
            aria-label={words.accents[accent]}
            aria-pressed={accent === value}
            title={words.accents[accent]}
            onClick={() => onChange(accent)}
            className="grid size-6 place-items-center rounded-full bg-(--accent-fill) text-on-accent pointer-coarse:size-11"
          >
            {accent === value && <CheckIcon />}
          </button>
        ))}
      </div>
    </FormRow>
  )
}
