import { classNames } from '../lib/class-names'

/** A round mark with a picture or an initial, in the accent around it; a dashed ring where there is no name. */
export function Mark({
  name,
  emoji,
  isCurrent,
}: {
  name: string | null
  emoji?: string | undefined
  isCurrent: boolean
}) {
  if (name === null) {
    return (
      <span
        aria-hidden="true"
        className="size-5 flex-none rounded-full border-[1.5px] border-dashed border-line-strong"
      />
    )
  }
  const initial = [...name.trim()][0]?.toUpperCase()
  return (
    <span
      aria-hidden="true"
      data-mark=""
      className={classNames(
        'size-5 flex-none rounded-full text-center text-[11px]/5 font-strong',
        isCurrent ? 'bg-(--accent-fill) text-on-accent' : 'bg-accent-soft text-accent',
      )}
    >
      {emoji ?? initial}
    </span>
  )
}
