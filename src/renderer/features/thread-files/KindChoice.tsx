import { useId } from 'react'
import type { ThreadFileKind } from '../../../shared/contract/thread-files'
import { words } from './words'

const kinds = ['markdown', 'html', 'kith'] as const satisfies readonly ThreadFileKind[]

/** The kinds of files, each with what becomes of a thread in it. */
export function KindChoice({ value, onChange }: { value: ThreadFileKind; onChange(kind: ThreadFileKind): void }) {
  const id = useId()
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="sr-only">{words.as}</legend>
      {kinds.map((kind) => (
        <div
          key={kind}
          className="relative flex items-baseline gap-3 rounded-m px-3 py-2.5 hover:bg-hover has-checked:bg-active"
        >
          <input
            id={`${id}-${kind}`}
            type="radio"
            name={id}
            className="z-10 size-4 flex-none translate-y-0.5 accent-(--accent-fill)"
            checked={kind === value}
            aria-describedby={`${id}-${kind}-detail`}
            onChange={() => onChange(kind)}
          />
          <div className="min-w-0">
            {/* Anywhere on the row. */}
            <label htmlFor={`${id}-${kind}`} className="block text-ui font-strong before:absolute before:inset-0">
              {words.kinds[kind].name}
            </label>
            <p id={`${id}-${kind}-detail`} className="text-small text-ink-2">
              {words.kinds[kind].detail}
            </p>
          </div>
        </div>
      ))}
    </fieldset>
  )
}
