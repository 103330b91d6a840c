// Which language the owner chose, kept for the first moment of the next start: `public/first-paint.js` reads it there.
import type { LanguageChoice } from '../../shared/contract/settings'
import { spokenOf } from '../../shared/domain/language'
import { language } from '../lib/language'
import { useOpen } from './open'

const key = 'kith.language'
const chosenHere = 'kith.language.chosen'

/** Shows the language somebody has just chosen in the settings of this window, and comes back to the choice. */
export function chooseLanguage(choice: LanguageChoice): void {
  sessionStorage.setItem(chosenHere, choice)
  if (!applyLanguage(choice)) sessionStorage.removeItem(chosenHere)
}

/** Opens the settings again after the page was loaded anew for a choice in them. */
export function followLanguage(): void {
  if (sessionStorage.getItem(chosenHere) === null) return
  sessionStorage.removeItem(chosenHere)
  useOpen.getState().openSettings({ kind: 'appearance' })
}

/**
 * Words are read where modules begin, so another language begins with the page: it is loaded anew. Where nothing can
 * be kept, it stays in the language of the system, rather than being loaded for ever.
 * @returns whether the page is about to be loaded
 */
export function applyLanguage(choice: LanguageChoice): boolean {
  try {
    localStorage.setItem(key, choice)
  } catch {
    return false
  }
  const isOther = spokenOf(choice === 'system' ? navigator.languages : [choice]) !== language
  if (isOther) location.reload()
  return isOther
}
