import type { TableData } from 'streamdown'

/** A spreadsheet reads a cell that begins like one as a formula and runs it: such a cell is marked as text. */
export function plainCells({ headers, rows }: TableData): TableData {
  return { headers: headers.map(plain), rows: rows.map((row) => row.map(plain)) }
}

// A number may begin with its sign.
function plain(cell: string): string {
  return /^\s*[=+\-@\t\r]/.test(cell) && !/^\s*[+-]?[\d.,\s]+%?$/.test(cell) ? `'${cell}` : cell
}
