import type { Statistic } from '../../../shared/contract/statistics'
import { BarChart } from '../../ui/chart/BarChart'
import { sumOf } from '../../ui/chart/chart-data'
import { costCharts, totalOf } from './chart-of'
import type { People } from './chart-of'
import { Nothing } from './Charts'
import { words } from './words'

interface CostProps {
  statistic: Statistic
  starts: readonly Date[]
  people: People
}

/** What answers cost, a chart for each currency; and what is not known of it. */
export function Cost({ statistic, starts, people }: CostProps) {
  const charts = costCharts(statistic, starts, people)
  const paid = charts.filter(({ chart }) => totalOf(chart) > 0)
  const unpriced = sumOf(statistic.usage.map(({ unpricedRuns }) => unpricedRuns))
  if (paid.length === 0) {
    if (unpriced > 0) return <Nothing title={words.costHeading} detail={words.noPrice} />
    return charts.length > 0 ? <Nothing title={words.costHeading} detail={words.costNothing} /> : null
  }
  return (
    <>
      {paid.map(({ currency, chart }) => {
        const say = (amount: number) => words.costOf(amount, currency)
        return (
          <BarChart
            key={currency}
            title={words.cost(currency)}
            hint={
              <>
                {words.costHint(say(totalOf(chart)))} {unpriced > 0 && words.unpriced(unpriced)}
              </>
            }
            {...chart}
            columnName={words.week}
            say={say}
            brief={say}
          />
        )
      })}
    </>
  )
}
