import type { ReactNode } from 'react'
import { ErrorNote } from '../../../ui/ErrorNote'
import { FormRow } from '../../../ui/Field'
import { ToggleGroup } from '../../../ui/ToggleGroup'
import { wordsOf } from '../../../wire/failure'

interface ChoiceRowProps<T extends string> {
  label: string
  words: Record<T, string>
  value: T
  hint: string
  error: Error | null
  onChange(value: T): void
  children?: ReactNode
}

/** One of a few, with what it means and why it could not be changed. */
export function ChoiceRow<T extends string>({
  label,
  words,
  value,
  hint,
  error,
  onChange,
  children,
}: ChoiceRowProps<T>) {
  const options = (Object.keys(words) as T[]).map((one) => ({ value: one, words: words[one] }))
  return (
    <FormRow label={label}>
      <ToggleGroup label={label} options={options} value={value} onChange={onChange} />
      <p className="mt-1 text-small text-ink-3">{hint}</p>
      {error && (
        <div className="mt-3">
          <ErrorNote {...wordsOf(error)} />
        </div>
      )}
      {children}
    </FormRow>
  )
}

export const onOff = (isOn: boolean) => (isOn ? 'on' : 'off')
