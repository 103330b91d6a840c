// What may be said of an event besides its error. A field that is not listed cannot be written down.

const texts = ['phase', 'step', 'code', 'kind', 'reason', 'where', 'version'] as const
const ofStart = ['kith', 'node', 'electron', 'chromium', 'system'] as const
const numbers = ['status', 'count'] as const
const flags = ['isOn', 'isReadOnly'] as const
const fields = [...texts, ...ofStart, ...numbers, ...flags] as const

/**
 * `kind` is one of Kith's own words for a database or a host, never a name that somebody gave; `status` an answer's, as HTTP has
 * it; `reason` one of Electron's words for how a process ended.
 */
export type Facts = Partial<
  Record<(typeof texts | typeof ofStart)[number], string | null> &
    Record<(typeof numbers)[number], number> &
    Record<(typeof flags)[number], boolean>
>

const shortText = /^[\w .,:+()/#-]{1,80}$/

/** Texts that are longer or other than a fact is are left out. */
export function chooseFacts(facts: Facts): Facts {
  const chosen = fields
    .map((field): [string, unknown] => [field, facts[field]])
    .filter(
      ([, value]) => value !== undefined && value !== null && (typeof value !== 'string' || shortText.test(value)),
    )
  return Object.fromEntries(chosen)
}
