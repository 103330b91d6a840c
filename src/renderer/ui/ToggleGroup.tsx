import { classNames } from '../lib/class-names'

interface ToggleGroupProps<T extends string> {
  label: string
  options: readonly { value: T; words: string }[]
  value: T
  onChange(value: T): void
}

/** A few choices side by side, one of them on. */
export function ToggleGroup<T extends string>({ label, options, value, onChange }: ToggleGroupProps<T>) {
  return (
    <div role="group" aria-label={label} className="flex flex-wrap gap-1.5">
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className={classNames(
            'h-8 rounded-full px-3 text-small transition-colors duration-(--dur-1) ease-out pointer-coarse:h-11',
            option.value === value
              ? 'bg-active font-strong text-ink'
              : 'bg-band text-ink-2 hover:bg-hover hover:text-ink',
          )}
        >
          {option.words}
        </button>
      ))}
    </div>
  )
}
