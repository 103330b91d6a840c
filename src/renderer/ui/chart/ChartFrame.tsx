import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from '../Button'
import type { Series } from './chart-data'
import { words } from './words'

interface ChartFrameProps {
  title: string
  /** One line about what is counted. */
  hint?: ReactNode
  legend: readonly Series[]
  /** The same as numbers. The first of each row is its name. */
  table: { head: readonly string[]; rows: readonly (readonly string[])[] }
  children: ReactNode
}

/** A chart with its title and legend, and the table it is made of: beside it for screen readers, in its place for everybody. */
export function ChartFrame({ title, hint, legend, table, children }: ChartFrameProps) {
  const [isTable, setTable] = useState(false)
  const id = useId()
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 id={id} className="text-ui font-strong">
          {title}
        </h2>
        <Button size="small" look="bare" className="ms-auto" onClick={() => setTable(!isTable)}>
          {isTable ? words.asChart : words.asTable}
        </Button>
      </div>
      {hint && <p className="-mt-1 text-small text-ink-2">{hint}</p>}
      {!isTable && (
        <>
          {children}
          {legend.length > 1 && (
            <ul className="flex flex-wrap gap-x-4 gap-y-1">
              {legend.map(({ id: key, name, colour }) => (
                <li key={key} className="flex min-w-0 items-center gap-1.5 text-small text-ink-2">
                  <span
                    aria-hidden="true"
                    className="size-2.5 flex-none rounded-[3px]"
                    style={{ background: colour }}
                  />
                  <bdi className="truncate">{name}</bdi>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      <div
        className={isTable ? 'max-h-96 overflow-auto rounded-m' : 'sr-only'}
        {...(isTable && { tabIndex: 0, role: 'region', 'aria-labelledby': id })}
      >
        <Table caption={title} {...table} />
      </div>
    </section>
  )
}

function Table({ caption, head, rows }: ChartFrameProps['table'] & { caption: string }) {
  return (
    <table className="w-full text-small tabular-nums">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="border-b border-line text-ink-2">
          {head.map((name, index) => (
            <th key={name + String(index)} scope="col" className={cell(index)}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, ...values]) => (
          <tr key={name} className="border-b border-line">
            <th scope="row" className={`${cell(0)} font-normal`}>
              {name}
            </th>
            {values.map((value, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- columns do not move
              <td key={index} className={cell(1)}>
                {value}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const cell = (index: number) => (index === 0 ? 'py-1.5 pe-3 text-start' : 'py-1.5 ps-3 text-end')
