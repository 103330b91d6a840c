import { useId, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { axisEnd, namedEvery, sumOf, tableOf } from './chart-data'
import type { ChartData } from './chart-data'
import { ChartFrame } from './ChartFrame'
import { words } from './words'

interface BarChartProps extends ChartData {
  title: string
  hint?: ReactNode
  /** What the columns are, for the head of the table. */
  columnName: string
  /** A value in words: "1,200 tokens". */
  say(value: number): string
  /** A value at the axis. */
  brief(value: number): string
}

const NAMED = 6

/** Bars side by side, each stacked of its series. One of them is told about below: the one pointed at, or with the focus. */
export function BarChart(props: BarChartProps) {
  const { title, hint, columns, series, values, columnName, say, brief } = props
  const [pointed, setPointed] = useState<number | null>(null)
  const [stop, setStop] = useState(columns.length - 1)
  const bars = useRef<HTMLDivElement>(null)
  const keysHint = useId()
  const totals = values.map(sumOf)
  const end = axisEnd(totals)
  const every = namedEvery(columns.length, NAMED)
  const at = Math.min(stop, columns.length - 1)

  const sayColumn = (index: number) => {
    const parts = series.flatMap(({ name }, place) => {
      const value = values[index]?.[place] ?? 0
      return series.length > 1 && value > 0 ? [`${name} ${say(value)}`] : []
    })
    return words.readout(columns[index]?.name ?? '', [say(totals[index] ?? 0), ...parts].join(', '))
  }

  function go(event: KeyboardEvent): void {
    const isTurned = getComputedStyle(event.currentTarget).direction === 'rtl'
    const step = {
      ArrowRight: isTurned ? -1 : 1,
      ArrowLeft: isTurned ? 1 : -1,
      Home: -columns.length,
      End: columns.length,
    }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = Math.min(Math.max(at + step, 0), columns.length - 1)
    setStop(next)
    bars.current?.querySelectorAll<HTMLElement>('[data-bar]')[next]?.focus()
  }

  return (
    <ChartFrame
      title={title}
      hint={hint}
      legend={series}
      table={tableOf({ columns, series, values }, { columnName, total: words.total, say })}
    >
      <p id={keysHint} className="sr-only">
        {words.keys}
      </p>
      <div className="flex gap-2">
        <div
          aria-hidden="true"
          className="flex h-36 w-12 flex-none flex-col justify-between text-end text-micro text-ink-3"
        >
          <span className="-mt-1.5">{brief(end)}</span>
          <span className="-mb-1.5">0</span>
        </div>
        <div className="min-w-0 flex-1">
          <div
            ref={bars}
            role="listbox"
            aria-orientation="horizontal"
            aria-label={title}
            aria-describedby={keysHint}
            onKeyDown={go}
            onPointerLeave={() => setPointed(null)}
            className="flex h-36 items-end border-y border-line"
          >
            {columns.map(({ id }, index) => (
              <div
                key={id}
                data-bar=""
                role="option"
                aria-selected={index === at}
                aria-label={sayColumn(index)}
                tabIndex={index === at ? 0 : -1}
                onFocus={() => {
                  setStop(index)
                  setPointed(index)
                }}
                onBlur={() => setPointed(null)}
                onPointerEnter={() => setPointed(index)}
                className="group/bar flex h-full min-w-0 flex-1 flex-col justify-end rounded-s px-px hover:bg-hover"
              >
                <Stack values={values[index] ?? []} series={series} end={end} />
              </div>
            ))}
          </div>
          <div aria-hidden="true" className="mt-1 flex h-4 text-micro text-ink-3">
            {columns.map(({ id, short }, index) => (
              <span key={id} className="w-0 flex-1 whitespace-nowrap">
                {index % every === 0 ? short : ''}
              </span>
            ))}
          </div>
        </div>
      </div>
      {/* What the focused bar is called says the same to a screen reader. */}
      <p aria-hidden="true" className="min-h-5 truncate text-small text-ink-2">
        {pointed === null ? '' : sayColumn(pointed)}
      </p>
    </ChartFrame>
  )
}

function Stack({ values, series, end }: { values: readonly number[]; series: ChartData['series']; end: number }) {
  return (
    <>
      {series.map(({ id, colour }, place) => {
        const value = values[place] ?? 0
        return value > 0 ? (
          <div
            key={id}
            // A little is more than nothing: it can be seen.
            className="min-h-[2px] w-full max-w-10 self-center border-b border-paper first:rounded-t-[3px] last:border-b-0"
            style={{ blockSize: `${(value / end) * 100}%`, background: colour }}
          />
        ) : null
      })}
    </>
  )
}
