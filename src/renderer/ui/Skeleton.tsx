/** Two bars where more is on its way. They stand still. */
export function Skeleton({ label }: { label: string }) {
  return (
    <div aria-busy="true" className="flex flex-col gap-2 px-2.5 py-2">
      <span className="sr-only">{label}</span>
      <div className="h-2.5 w-4/5 rounded-s bg-hover" />
      <div className="h-2.5 w-3/5 rounded-s bg-hover" />
    </div>
  )
}
