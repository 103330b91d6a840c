// What a chart shows: columns, and in each a value of each series.

export interface Series {
  id: string
  name: string
  /** A colour of the tokens, as `var(--pine)`. */
  colour: string
}

export interface Column {
  id: string
  /** As it is read out and stands in the table. */
  name: string
  /** Below its bar, where there is room. */
  short: string
}

export interface ChartData {
  columns: readonly Column[]
  series: readonly Series[]
  /** One row for each column, one value for each series. */
  values: readonly (readonly number[])[]
}

export const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

/** Where an axis ends that has room for these: 1, 2 or 5 with zeros behind, and never 0. */
export function axisEnd(values: readonly number[]): number {
  const most = Math.max(0, ...values)
  if (most <= 0) return 1
  const step = 10 ** Math.floor(Math.log10(most))
  const factor = [1, 2, 5, 10].find((one) => one * step >= most * (1 - 1e-9)) ?? 10
  return factor * step
}

/** Every how many columns one is named, so that no more than so many are. */
export function namedEvery(columns: number, most: number): number {
  return Math.max(1, Math.ceil(columns / most))
}

interface TableWords {
  columnName: string
  total: string
  /** A value in words. */
  say(value: number): string
}

/** The same as words in rows, with a total where there is more than one series. */
export function tableOf({ columns, series, values }: ChartData, { columnName, total, say }: TableWords) {
  const hasTotal = series.length > 1
  return {
    head: [columnName, ...series.map(({ name }) => name), ...(hasTotal ? [total] : [])],
    rows: columns.map(({ name }, index) => {
      const own = values[index] ?? []
      return [name, ...own.map(say), ...(hasTotal ? [say(sumOf(own))] : [])]
    }),
  }
}
