// Light or dark, as an attribute on <html>. `public/first-paint.js` sets it from what is kept here before anything
// is drawn.
import type { Theme } from '../../shared/contract/settings'

const key = 'kith.theme'
const systemIsDark = matchMedia('(prefers-color-scheme: dark)')
let chosen: Theme = 'system'

systemIsDark.addEventListener('change', show)

/** Shows a theme, and keeps it for the first moment of the next start. */
export function applyTheme(theme: Theme): void {
  chosen = theme
  localStorage.setItem(key, theme)
  show()
}

function show(): void {
  const isDark = chosen === 'dark' || (chosen === 'system' && systemIsDark.matches)
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
}
