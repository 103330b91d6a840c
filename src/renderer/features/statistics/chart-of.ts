// What was counted, as charts show it.
import type { Persona } from '../../../shared/contract/personas'
import type { Statistic } from '../../../shared/contract/statistics'
import { shortDay } from '../../lib/dates'
import type { ChartData, Column, Series } from '../../ui/chart/chart-data'
import { sumOf } from '../../ui/chart/chart-data'
import { words } from './words'

/** More can hardly be told from each other. */
const MOST_SERIES = 7
const colours = [
  'var(--pine)',
  'var(--slate)',
  'var(--ochre)',
  'var(--plum)',
  'var(--lagoon)',
  'var(--clay)',
  'var(--moss)',
]
const REST = 'var(--line-strong)'

export type People = readonly Pick<Persona, 'id' | 'name' | 'accent'>[]

export function columnsOf(starts: readonly Date[]): Column[] {
  return starts.map((start) => ({
    id: start.toISOString(),
    name: words.weekOf(shortDay(start)),
    short: shortDay(start),
  }))
}

/** Tokens of each week, by persona. */
export function tokensChart({ usage }: Statistic, starts: readonly Date[], people: People): ChartData {
  return byPersona(
    usage.map((row) => ({ place: row.place, personaId: row.personaId, value: row.inputTokens + row.outputTokens })),
    starts,
    people,
  )
}

/** What each week cost, by persona; a chart for each currency, the dearest first. */
export function costCharts(
  { usage }: Statistic,
  starts: readonly Date[],
  people: People,
): { currency: string; chart: ChartData }[] {
  const currencies = [...new Set(usage.flatMap(({ currency }) => currency ?? []))]
  return currencies
    .map((currency) => ({
      currency,
      chart: byPersona(
        usage
          .filter((row) => row.currency === currency)
          .map((row) => ({ place: row.place, personaId: row.personaId, value: row.cost ?? 0 })),
        starts,
        people,
      ),
    }))
    .toSorted((one, other) => totalOf(other.chart) - totalOf(one.chart))
}

/** What was learned each week, by kind. */
export function learnedChart({ learned }: Statistic, starts: readonly Date[]): ChartData {
  return stacked(
    learned.map(({ place, kind, count }) => ({ place, group: kind, value: count })),
    starts,
    (kind) => ({ name: words.kindOf(kind), colour: null }),
  )
}

/** What is in use, by kind and by when it was used. */
export function keptChart({ kept }: Statistic): ChartData {
  return {
    columns: kept.map(({ kind }) => ({ id: kind, name: words.kindOf(kind), short: '' })),
    series: [
      { id: 'recent', name: words.recentlyUsed, colour: 'var(--accent-fill)' },
      { id: 'before', name: words.usedBefore, colour: 'var(--ink-3)' },
      { id: 'never', name: words.neverUsed, colour: 'var(--line-strong)' },
    ],
    values: kept.map(({ recentlyUsed, usedBefore, neverUsed }) => [recentlyUsed, usedBefore, neverUsed]),
  }
}

export function totalOf({ values }: ChartData): number {
  return sumOf(values.map(sumOf))
}

function byPersona(
  rows: readonly { place: number; personaId: string | null; value: number }[],
  starts: readonly Date[],
  people: People,
): ChartData {
  return stacked(
    rows.map(({ place, personaId, value }) => ({ place, group: personaId ?? '', value })),
    starts,
    (id) => {
      const persona = people.find((one) => one.id === id)
      if (id === '') return { name: words.noPersona, colour: 'var(--graphite)' }
      return { name: persona?.name ?? words.archivedPersona, colour: persona ? `var(--${persona.accent})` : null }
    },
  )
}

/** The largest groups as series of their own, all others as one. */
function stacked(
  rows: readonly { place: number; group: string; value: number }[],
  starts: readonly Date[],
  describe: (group: string) => { name: string; colour: string | null },
): ChartData {
  const totals = new Map<string, number>()
  for (const { group, value } of rows) totals.set(group, (totals.get(group) ?? 0) + value)
  const groups = [...totals].filter(([, total]) => total > 0).toSorted(([, one], [, other]) => other - one)
  const own = groups.slice(0, groups.length > MOST_SERIES ? MOST_SERIES - 1 : MOST_SERIES).map(([group]) => group)
  const taken = new Set<string>()
  const series: Series[] = own.map((group) => {
    const { name, colour } = describe(group)
    // Two of one colour would be one.
    const free = colour !== null && !taken.has(colour) ? colour : (colours.find((one) => !taken.has(one)) ?? REST)
    taken.add(free)
    return { id: group, name, colour: free }
  })
  const hasRest = groups.length > own.length
  if (hasRest) series.push({ id: ' rest', name: words.others, colour: REST })
  const values = starts.map(() => series.map(() => 0))
  for (const { place, group, value } of rows) {
    const index = own.indexOf(group)
    const row = values[place]
    const at = index === -1 ? own.length : index
    if (row?.[at] !== undefined) row[at] += value
  }
  return { columns: columnsOf(starts), series, values }
}
