import { words } from './words'

/** What a tool would be given, name by name, as it would be given. */
export function GivenArguments({ args }: { args: unknown }) {
  const entries = typeof args === 'object' && args !== null ? Object.entries(args) : []
  if (entries.length === 0) return <p className="mt-2.5 text-ui text-ink-3">{words.nothing}</p>
  return (
    <div
      tabIndex={0}
      role="group"
      aria-label={words.arguments}
      className="mt-2.5 max-h-60 overflow-auto rounded-m bg-band px-3.5 py-2.5 text-code"
    >
      <dl className="grid grid-cols-[fit-content(40%)_minmax(0,1fr)] gap-x-4 gap-y-1">
        {entries.map(([name, value]) => (
          <div key={name} className="col-span-full grid grid-cols-subgrid">
            <dt className="min-w-15 text-ink-3 [overflow-wrap:anywhere]">{name}</dt>
            <dd className="font-mono whitespace-pre-wrap [overflow-wrap:anywhere]">
              {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
