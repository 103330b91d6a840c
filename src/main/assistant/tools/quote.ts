// What comes back from elsewhere is quoted to the model: cut where it is too long, and between marks it cannot close.
import { quotation } from '../../../shared/domain/quotation'

/** In UTF-16 code units; some ten thousand tokens. */
export const LONGEST_RESULT = 40_000

export function cut(text: string, longest = LONGEST_RESULT): string {
  if (text.length <= longest) return text
  const kept = text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')
  return `${kept}\n[Cut here: ${text.length.toLocaleString('en')} characters came, ${longest.toLocaleString('en')} are shown.]`
}

/** @param source whose words these are, such as the name of a server or an address */
export function quoteForeign(source: string, text: string): string {
  const name = source.replaceAll(/[\s<>]+/g, ' ').slice(0, 200)
  const inner = cut(text).replaceAll(/<(?=\/?\s*quoted)/gi, '‹')
  return quotation(name, inner)
}
