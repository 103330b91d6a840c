import { useDeferredValue, useId } from 'react'
import type { KeyboardEvent } from 'react'
import { METADATA_VALUE_LIMIT } from '../../../shared/domain/limits'
import { classNames } from '../../lib/class-names'
import { hasMod } from '../../lib/keyboard'
import { ToggleGroup } from '../../ui/ToggleGroup'
import type { Typed } from './typed-value'
import { words } from './words'

interface ValueFieldProps {
  typed: Typed
  problem: string | null
  onChange(written: string): void
  /** Mod and Enter. */
  onSave(): void
}

/** The value, in the field of its type. */
export function ValueField({ typed, problem, onChange, onSave }: ValueFieldProps) {
  const id = useId()
  return (
    <div>
      <Field typed={typed} problem={problem} onChange={onChange} onSave={onSave} describedBy={`${id}-problem`} />
      <p id={`${id}-problem`} role={problem ? 'alert' : undefined} className="mt-1 text-small text-danger empty:mt-0">
        {problem}
      </p>
      <NearLimit written={typed.written} />
    </div>
  )
}

function Field({ typed, problem, onChange, onSave, describedBy }: ValueFieldProps & { describedBy: string }) {
  const common = {
    'aria-label': words.value,
    'aria-describedby': describedBy,
    'aria-invalid': problem ? true : undefined,
    'data-value': '',
    autoComplete: 'off',
    spellCheck: false,
    value: typed.written,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  }
  const frame = 'field-frame rounded-m px-[11px] text-ui'
  const saveByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !hasMod(event)) return
    event.preventDefault()
    onSave()
  }
  switch (typed.type) {
    case 'yes-no':
      return (
        <ToggleGroup
          label={words.value}
          options={[
            { value: 'true', words: words.yes },
            { value: 'false', words: words.no },
          ]}
          value={typed.written}
          onChange={onChange}
        />
      )
    case 'date':
      return <input type="date" {...common} className={classNames(frame, 'h-[34px] pointer-coarse:h-11')} />
    case 'number':
      return (
        <input
          inputMode="decimal"
          {...common}
          className={classNames(frame, 'h-[34px] w-56 max-w-full pointer-coarse:h-11')}
        />
      )
    case 'text':
    case 'json':
      return (
        <textarea
          {...common}
          dir="auto"
          rows={typed.type === 'json' ? 4 : 1}
          onKeyDown={saveByKey}
          className={classNames(
            frame,
            'field-sizing-content max-h-72 min-h-[34px] w-full resize-none py-1.5',
            typed.type === 'json' && 'font-mono text-small',
          )}
        />
      )
  }
}

/** Said when it comes near what the database takes. */
function NearLimit({ written }: { written: string }) {
  const size = useDeferredValue(written).length
  if (size < METADATA_VALUE_LIMIT * 0.8) return null
  return <p className="mt-1 text-small text-ink-3">{words.nearLimit(size)}</p>
}
