import type { Statistic } from '../../../shared/contract/statistics'
import { briefNumber } from '../../lib/numbers'
import { BarChart } from '../../ui/chart/BarChart'
import { BarRows } from '../../ui/chart/BarRows'
import { sumOf } from '../../ui/chart/chart-data'
import { keptChart, learnedChart, tokensChart, totalOf } from './chart-of'
import type { People } from './chart-of'
import { words } from './words'

interface InTime {
  statistic: Statistic
  starts: readonly Date[]
}

export function Learned({ statistic, starts }: InTime) {
  const chart = learnedChart(statistic, starts)
  const count = totalOf(chart)
  if (count === 0) return <Nothing title={words.learned} detail={words.nothingLearned} />
  return (
    <BarChart
      title={words.learned}
      hint={words.learnedHint(count, sumOf(statistic.learned.map(({ automatic }) => automatic)))}
      {...chart}
      columnName={words.week}
      say={words.memories}
      brief={briefNumber}
    />
  )
}

export function Used({ statistic }: { statistic: Statistic }) {
  if (statistic.kept.length === 0) return null
  return (
    <BarRows
      title={words.kept}
      hint={words.keptHint}
      {...keptChart(statistic)}
      columnName={words.kind}
      say={words.memories}
    />
  )
}

export function MostUsed({ statistic: { mostUsed } }: { statistic: Statistic }) {
  if (mostUsed.length === 0) return null
  return (
    <BarRows
      title={words.mostUsed}
      columns={mostUsed.map(({ id, content }) => ({ id, name: content, short: '' }))}
      series={[{ id: 'answers', name: words.timesUsed, colour: 'var(--accent-fill)' }]}
      values={mostUsed.map(({ usedCount }) => [usedCount])}
      columnName={words.memory}
      say={words.answers}
    />
  )
}

export function Tokens({ statistic, starts, people }: InTime & { people: People }) {
  const chart = tokensChart(statistic, starts, people)
  if (totalOf(chart) === 0) return <Nothing title={words.tokens} detail={words.nothingAnswered} />
  const total = (name: 'inputTokens' | 'outputTokens') => sumOf(statistic.usage.map((row) => row[name]))
  return (
    <BarChart
      title={words.tokens}
      hint={words.tokensHint(total('inputTokens'), total('outputTokens'))}
      {...chart}
      columnName={words.week}
      say={words.tokensOf}
      brief={briefNumber}
    />
  )
}

export function Nothing({ title, detail }: { title: string; detail: string }) {
  return (
    <section aria-label={title}>
      <h2 className="text-ui font-strong">{title}</h2>
      <p className="text-small text-ink-2">{detail}</p>
    </section>
  )
}
