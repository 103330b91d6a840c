import { glimpse } from '../../../shared/domain/glimpse'
import { words } from './words'

/**
 * How a thread begins. A picture that is pasted has the name every browser gives it, and one that another program has sent
 * may have none but its kind.
 */
export function openingInWords(opening: string): string {
  return /^image(\/[\w.+-]+|\.(png|jpe?g|gif|webp))$/i.test(opening) ? words.picture : glimpse(opening)
}
