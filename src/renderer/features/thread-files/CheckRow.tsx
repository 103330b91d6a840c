import { useId } from 'react'

interface CheckRowProps {
  label: string
  hint: string
  isOn: boolean
  onChange(isOn: boolean): void
}

/** Something that can be wanted or not, and what it means. */
export function CheckRow({ label, hint, isOn, onChange }: CheckRowProps) {
  const id = useId()
  return (
    <div className="flex items-baseline gap-3 px-3">
      <input
        id={id}
        type="checkbox"
        className="size-4 flex-none translate-y-0.5 accent-(--accent-fill)"
        checked={isOn}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.target.checked)}
      />
      <div className="min-w-0">
        <label htmlFor={id} className="block text-ui">
          {label}
        </label>
        <p id={`${id}-hint`} className="text-small text-ink-2">
          {hint}
        </p>
      </div>
    </div>
  )
}
