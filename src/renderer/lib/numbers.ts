// Numbers as people read them, and words that go with them.
import { locale } from './language'

const format = new Intl.NumberFormat(locale)

/** 12,000 or 12.000. */
export function number(value: number): string {
  return format.format(value)
}

/** "1 message", "12,000 messages". English and German have the same two forms. */
export function counted(count: number, one: string, many: string): string {
  return `${number(count)} ${count === 1 ? one : many}`
}

const brief = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 })

/** 12K, 3.4M: where there is room for no more. */
export function briefNumber(value: number): string {
  return brief.format(value)
}

/** US$0.0123 or 12,30 €: small sums with the digits they have. A currency nobody knows is written behind. */
export function money(amount: number, currency: string): string {
  try {
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      ...(amount !== 0 && Math.abs(amount) < 1 && { minimumFractionDigits: 2, maximumFractionDigits: 4 }),
    }).format(amount)
  } catch {
    return `${number(amount)} ${currency}`
  }
}
