interface ProgressBarProps {
  label: string
  value: number
  of: number
  /** What a screen reader says of it. */
  words: string
}

/** How much of something is done. It says nothing by itself while it grows. */
export function ProgressBar({ label, value, of, words }: ProgressBarProps) {
  const share = of === 0 ? 1 : Math.min(1, value / of)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={of}
      aria-valuenow={value}
      aria-valuetext={words}
      className="h-1 overflow-hidden rounded-full bg-active"
    >
      <div className="h-full bg-(--accent-fill)" style={{ inlineSize: `${share * 100}%` }} />
    </div>
  )
}
