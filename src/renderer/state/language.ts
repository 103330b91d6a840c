// Which language the owner chose, kept for the first moment of the next start: `public/first-paint.js` reads it there.
import type { LanguageChoice } from '../../shared/contract/settings'
import { language, spokenOf } from '../lib/language'

const key = 'kith.language'

/**
 * Words are read where modules begin, so another language begins with the page: it is loaded anew. Where nothing can
 * be kept, it stays in the language of the system, rather than being loaded for ever.
 */
export function applyLanguage(choice: LanguageChoice): void {
  try {
    localStorage.setItem(key, choice)
  } catch {
    return
  }
  if (spokenOf(choice === 'system' ? navigator.languages : [choice]) !== language) location.reload()
}
