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

/**
 * An amount of money. Most answers cost less than a cent, so it has as many digits as say something, or as many as are
 * asked for. A currency nobody knows is written behind.
 */
export function money(amount: number, currency: string, digits = digitsOf(amount)): string {
  try {
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: 2,
      maximumFractionDigits: digits,
    }).format(amount)
  } catch {
    return `${number(amount)} ${currency}`
  }
}

function digitsOf(amount: number): number {
  return amount >= 1 || amount === 0 ? 2 : Math.min(8, Math.ceil(-Math.log10(amount)) + 2)
}
