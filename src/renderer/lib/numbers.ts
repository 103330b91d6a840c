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
