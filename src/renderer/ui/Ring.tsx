/** Something is going on. Turns once in 1.2 seconds; stands still with reduced motion, where the words say it. */
export function Ring() {
  return (
    <svg
      className="ring-turning size-3.5 flex-none"
      viewBox="0 0 16 16"
      fill="none"
      aria-hidden="true"
      strokeWidth="2.2"
    >
      <circle cx="8" cy="8" r="6.2" stroke="var(--line-strong)" opacity=".55" />
      <circle cx="8" cy="8" r="6.2" stroke="var(--accent)" strokeDasharray="12 39" />
    </svg>
  )
}
