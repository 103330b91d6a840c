// One try at a time, in a transaction that is given up afterwards: what would have changed, and what was answered.
import type { Caller, Sql } from '../engines'
import type { Attacker, Row } from './callers'

export interface Outcome {
  rows?: unknown[]
  error?: { code?: string; message: string; detail?: string; hint?: string }
}

/** Every row that is gone or has come since. */
export interface Change {
  gone: Row[]
  come: Row[]
}

/** Runs `work` in a transaction of the caller's and takes everything back. */
export async function inVain<T>(caller: Caller, work: (sql: Sql) => Promise<T>): Promise<T> {
  const done = new Error('enough')
  let result: T | undefined
  try {
    await caller.transaction(async (sql) => {
      result = await work(sql)
      throw done
    })
  } catch (error) {
    if (error !== done) throw error
  }
  return result as T
}

/** One statement within a transaction; a failure costs the statement only. */
export async function attempt(sql: Sql, text: string, params: unknown[]): Promise<Outcome> {
  await sql('savepoint attempt')
  try {
    return { rows: await sql(text, params) }
  } catch (thrown) {
    const { code, message, detail, hint } = thrown as Error & { code?: string; detail?: string; hint?: string }
    await sql('rollback to savepoint attempt')
    return { error: { code, message, detail, hint } }
  }
}

/** Back to before the last attempt. */
export async function undo(sql: Sql): Promise<void> {
  await sql('rollback to savepoint attempt')
}

export function everything(sql: Sql): Promise<Row[]> {
  return sql<Row & Record<string, unknown>>('select place, content from attack.everything()')
}

export function compare(before: Row[], after: Row[]): Change {
  const key = ({ place, content }: Row) => `${place} ${content}`
  const had = new Set(before.map(key))
  const has = new Set(after.map(key))
  return { gone: before.filter((row) => !has.has(key(row))), come: after.filter((row) => !had.has(key(row))) }
}

/** What of a change must not have come to pass. */
export function damage({ secrets, mayChange }: Attacker, { gone, come }: Change): string[] {
  const isHers = ({ content }: Row) => secrets.some((secret) => content.includes(secret))
  return [
    ...gone.filter((row) => isHers(row) || !mayChange(row)).map(({ place, content }) => `gone: ${place} ${content}`),
    ...come.filter((row) => isHers(row) || !mayChange(row)).map(({ place, content }) => `come: ${place} ${content}`),
  ]
}
