import { classNames } from '../lib/class-names'

interface MarkProps {
  name: string | null
  emoji?: string | undefined
  /** The address of a square picture, which is shown instead of both. */
  src?: string | undefined
  isCurrent: boolean
  size?: 'small' | 'large'
}

/** A round mark with a picture or an initial, in the accent around it; a dashed ring where there is no name. */
export function Mark({ name, emoji, src, isCurrent, size = 'small' }: MarkProps) {
  const isLarge = size === 'large'
  if (name === null) {
    return (
      <span
        aria-hidden="true"
        className={classNames(
          'flex-none rounded-full border-[1.5px] border-dashed border-line-strong',
          isLarge ? 'size-11' : 'size-5',
        )}
      />
    )
  }
  const initial = [...name.trim()][0]?.toUpperCase()
  return (
    <span
      aria-hidden="true"
      data-mark=""
      className={classNames(
        'flex-none overflow-hidden rounded-full text-center font-strong',
        isLarge ? 'size-11 text-title/11' : 'size-5 text-[11px]/5',
        isCurrent ? 'bg-(--accent-fill) text-on-accent' : 'bg-accent-soft text-accent',
      )}
    >
      {src === undefined ? (emoji ?? initial) : <img src={src} alt="" className="size-full object-cover" />}
    </span>
  )
}
