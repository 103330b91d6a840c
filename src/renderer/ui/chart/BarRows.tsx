import type { ReactNode } from 'react'
import { axisEnd, sumOf, tableOf } from './chart-data'
import type { ChartData } from './chart-data'
import { ChartFrame } from './ChartFrame'
import { words } from './words'

interface BarRowsProps extends ChartData {
  title: string
  hint?: ReactNode
  columnName: string
  say(value: number): string
}

/** Bars below each other, each with its name and its number: for few that are not in time. */
export function BarRows({ title, hint, columns, series, values, columnName, say }: BarRowsProps) {
  const totals = values.map(sumOf)
  const end = Math.max(...totals, axisEnd([]))
  return (
    <ChartFrame
      title={title}
      hint={hint}
      legend={series}
      table={tableOf({ columns, series, values }, { columnName, total: words.total, say })}
    >
      {/* The table says all of it. */}
      <div aria-hidden="true" className="flex flex-col gap-2.5">
        {columns.map(({ id, name }, index) => (
          <div key={id}>
            <div className="flex items-baseline gap-3 text-small">
              <bdi className="min-w-0 flex-1 truncate">{name}</bdi>
              <span className="flex-none text-ink-2 tabular-nums">{say(totals[index] ?? 0)}</span>
            </div>
            <div className="mt-1 flex h-2 gap-px overflow-hidden rounded-full bg-band">
              {series.map((one, place) => {
                const value = values[index]?.[place] ?? 0
                return value > 0 ? (
                  <div
                    key={one.id}
                    title={series.length > 1 ? `${one.name}: ${say(value)}` : undefined}
                    className="min-w-[2px]"
                    style={{ inlineSize: `${(value / end) * 100}%`, background: one.colour }}
                  />
                ) : null
              })}
            </div>
          </div>
        ))}
      </div>
    </ChartFrame>
  )
}
