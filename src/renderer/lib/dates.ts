// Dates as people read them, in their own time zone: 09:14, Sun, 14 Nov, 3 November 2025.
import { locale } from './language'

const timeFormat = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hour12: false })
const weekdayFormat = new Intl.DateTimeFormat(locale, { weekday: 'short' })
const dayFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
const yearFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' })
const fullFormat = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
})

const longDayFormat = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })
const longYearFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' })
const monthFormat = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' })
const calendarFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
const relativeFormat = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })

export type Age = 'today' | 'week' | 'earlier'

/** Today, one of the six days before it, or earlier, by calendar days and not by hours. */
export function ageOf(time: Date, now: Date): Age {
  const days = daysBetween(time, now)
  if (days <= 0) return 'today'
  return days < 7 ? 'week' : 'earlier'
}

/** As short as it can be without being ambiguous: 09:14 today, Sun this week, 14 Nov this year, 3 Nov 2025 before. */
export function shortDate(time: Date, now: Date): string {
  const age = ageOf(time, now)
  if (age === 'today') return clockTime(time)
  if (age === 'week') return weekdayFormat.format(time)
  return time.getFullYear() === now.getFullYear()
    ? monthShort(dayFormat.format(time))
    : monthShort(yearFormat.format(time))
}

/** A day by its name: Today, Yesterday, Monday 23 November, 3 November 2025. */
export function dayName(time: Date, now: Date): string {
  const days = daysBetween(time, now)
  if (days === 0 || days === 1) {
    const name = relativeFormat.format(-days, 'day')
    return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
  }
  return (time.getFullYear() === now.getFullYear() ? longDayFormat : longYearFormat).format(time)
}

/** October 2025. */
export function monthName(time: Date): string {
  return monthFormat.format(time)
}

/** 14 Nov, whatever the year. */
export function shortDay(time: Date): string {
  return monthShort(dayFormat.format(time))
}

export function clockTime(time: Date): string {
  return timeFormat.format(time)
}

/** 3 November 2025 at 09:14. */
export function fullDate(time: Date): string {
  return fullFormat.format(time)
}

/** 3 November 2025, of a day without a time: 2025-11-03. */
export function calendarDay(day: string): string {
  return calendarFormat.format(new Date(`${day}T00:00:00Z`))
}

function daysBetween(earlier: Date, later: Date): number {
  return Math.round((startOfDay(later) - startOfDay(earlier)) / 86_400_000)
}

function startOfDay(time: Date): number {
  return new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime()
}

// British English alone writes "Sept", four letters among three.
function monthShort(text: string): string {
  return text.replace('Sept', 'Sep')
}
