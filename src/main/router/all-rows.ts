/** More than anybody can look at. */
const MOST_PAGES = 20

/** What comes from a function in pages, whole: each begins after the last row of the one before. */
export async function allRows<Row>(read: (last: Row | undefined) => Promise<Row[]>, pageSize = 500): Promise<Row[]> {
  const rows: Row[] = []
  for (let page = 0; page < MOST_PAGES; page++) {
    const more = await read(rows.at(-1))
    rows.push(...more)
    if (more.length < pageSize) break
  }
  return rows
}
