import { describe, expect, test } from 'vitest'
import type { Statistic } from '../../../shared/contract/statistics'
import { costCharts, keptChart, learnedChart, tokensChart, totalOf } from './chart-of'
import { weekStarts } from './weeks'

const starts = weekStarts(new Date(2026, 10, 27, 15), 2)
const nothing: Statistic = { usage: [], learned: [], kept: [], mostUsed: [] }
const used = (place: number, personaId: string | null, tokens: number, cost?: { currency: string; cost: number }) => ({
  place,
  personaId,
  currency: cost?.currency ?? null,
  runs: 1,
  inputTokens: tokens,
  outputTokens: 1,
  cost: cost?.cost ?? null,
  unpricedRuns: cost ? 0 : 1,
})
const people = [
  { id: 'a', name: 'Coach', accent: 'pine' },
  { id: 'b', name: 'Cook', accent: 'pine' },
] as const

test('weeks begin on Monday at midnight, also where clocks change', () => {
  for (const day of [23, 25, 29]) {
    const [before, now] = weekStarts(new Date(2026, 10, day, 23, 59), 2)
    expect([now?.getDay(), now?.getDate(), now?.getHours()]).toEqual([1, 23, 0])
    expect([before?.getDate(), before?.getHours()]).toEqual([16, 0])
  }
  const year = weekStarts(new Date(2026, 11, 31), 52)
  expect(year.every((start) => start.getDay() === 1 && start.getHours() === 0)).toBe(true)
  expect(new Set(year.map(String)).size).toBe(52)
})

describe('tokens', () => {
  test('are stacked by persona, the largest first, each in a colour of its own', () => {
    const chart = tokensChart(
      { ...nothing, usage: [used(0, 'a', 9), used(1, 'b', 99), used(1, null, 4), used(1, 'gone', 3)] },
      starts,
      people,
    )
    expect(chart.series.map(({ name }) => name)).toEqual(['Cook', 'Coach', 'No persona', 'A persona that is put away'])
    expect(new Set(chart.series.map(({ colour }) => colour)).size).toBe(4)
    expect(chart.values).toEqual([
      [0, 10, 0, 0],
      [100, 0, 5, 4],
    ])
  })

  test('of very many personas the smallest are one', () => {
    const usage = Array.from({ length: 30 }, (_, index) => used(0, `p${index}`, 100 - index))
    const chart = tokensChart({ ...nothing, usage }, starts, [])
    expect(chart.series).toHaveLength(7)
    expect(totalOf(chart)).toBe(usage.reduce((sum, { inputTokens }) => sum + inputTokens + 1, 0))
  })

  test('what lies in no week that is shown is not counted', () => {
    expect(totalOf(tokensChart({ ...nothing, usage: [used(-1, 'a', 9)] }, starts, people))).toBe(0)
  })
})

test('each currency has a chart, the dearest first; what has no price is in none', () => {
  const charts = costCharts(
    {
      ...nothing,
      usage: [
        used(0, 'a', 9, { currency: 'USD', cost: 1 }),
        used(0, 'b', 9, { currency: 'EUR', cost: 2 }),
        used(0, null, 5),
      ],
    },
    starts,
    people,
  )
  expect(charts.map(({ currency, chart }) => [currency, totalOf(chart)])).toEqual([
    ['EUR', 2],
    ['USD', 1],
  ])
})

test('what was learned is stacked by kind, those of other programs under their own name', () => {
  const chart = learnedChart(
    {
      ...nothing,
      learned: [
        { place: 1, kind: 'fact', count: 3, automatic: 0 },
        { place: 0, kind: '__proto__', count: 1, automatic: 0 },
      ],
    },
    starts,
  )
  expect(chart.series.map(({ name }) => name)).toEqual(['Facts', '__proto__'])
  expect(chart.values).toEqual([
    [0, 1],
    [3, 0],
  ])
})

test('what is kept is whole, by when it was used', () => {
  const chart = keptChart({
    ...nothing,
    kept: [{ kind: 'fact', count: 6, recentlyUsed: 1, usedBefore: 2, neverUsed: 3 }],
  })
  expect(totalOf(chart)).toBe(6)
})
