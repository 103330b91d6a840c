// The language everything is said in. It is chosen before anything is drawn and stays until the window is loaded anew:
// `public/first-paint.js` writes it on <html>.
import { spokenOf } from '../../shared/domain/language'

export const language = spokenOf(typeof document === 'undefined' ? [] : [document.documentElement.lang])

/** How numbers, dates and lists are written: for Intl. */
export const locale = language === 'de' ? 'de-DE' : 'en-GB'
