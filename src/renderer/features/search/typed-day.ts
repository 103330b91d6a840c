// A day as somebody types it: 2026-06-01, 2026-06, 2026, 1.6.2026, 1 June, June, today, yesterday, 7d, 2w, 3m, 1y.
import { locale } from '../../lib/language'

/** As 2026-06-01, in one's own time zone; null: it is none. `words`: what today and yesterday are called. */
export function dayOf(
  typed: string,
  now: Date,
  words: { today: readonly string[]; yesterday: readonly string[] },
): string | null {
  const text = typed.trim().toLowerCase()
  if (words.today.includes(text)) return written(now)
  if (words.yesterday.includes(text)) return written(daysBefore(now, 1))
  return ago(text, now) ?? byNumbers(text, now) ?? byMonth(text, now)
}

/** The first moment of a day. */
export function startOf(day: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date)
}

export function daysBefore(now: Date, count: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - count)
}

export function written(day: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${String(day.getFullYear()).padStart(4, '0')}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}

function ago(text: string, now: Date): string | null {
  const found = /^(\d{1,3})([dwmy])$/.exec(text)
  if (!found) return null
  const count = Number(found[1])
  const [years, months, days] = { d: [0, 0, count], w: [0, 0, 7 * count], m: [0, count, 0], y: [count, 0, 0] }[
    found[2] as 'd' | 'w' | 'm' | 'y'
  ] as [number, number, number]
  return written(new Date(now.getFullYear() - years, now.getMonth() - months, now.getDate() - days))
}

function byNumbers(text: string, now: Date): string | null {
  const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text)
  if (iso) return there(Number(iso[1]), Number(iso[2] ?? 1), Number(iso[3] ?? 1))
  const dayFirst = /^(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2})?)?$/.exec(text)
  if (!dayFirst) return null
  const year = dayFirst[3] === undefined ? null : Number(dayFirst[3])
  return past(year === null ? null : year < 100 ? 2000 + year : year, Number(dayFirst[2]), Number(dayFirst[1]), now)
}

function byMonth(text: string, now: Date): string | null {
  const found = /^(?:(\d{1,2})\.?\s+)?([\p{L}]{3,})\.?(?:\s+(\d{1,2}),?)?(?:\s+(\d{4}))?$/u.exec(text)
  const name = found?.[2]
  if (!found || name === undefined) return null
  const month = monthNames.findIndex((names) => names.some((one) => one.startsWith(name)))
  if (month === -1) return null
  return past(found[4] === undefined ? null : Number(found[4]), month + 1, Number(found[1] ?? found[3] ?? 1), now)
}

const monthNames = Array.from({ length: 12 }, (_, month) =>
  [locale, 'en-GB'].map((one) =>
    new Intl.DateTimeFormat(one, { month: 'long' }).format(new Date(2026, month, 1)).toLowerCase(),
  ),
)

/** Without a year the last one that is over. */
function past(year: number | null, month: number, date: number, now: Date): string | null {
  if (year !== null) return there(year, month, date)
  const here = there(now.getFullYear(), month, date)
  return here === null || here > written(now) ? there(now.getFullYear() - 1, month, date) : here
}

function there(year: number, month: number, date: number): string | null {
  const day = new Date(year, month - 1, date)
  return year >= 1970 && year < 10_000 && day.getMonth() === month - 1 && day.getDate() === date ? written(day) : null
}
