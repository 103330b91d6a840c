import { useSyncExternalStore } from 'react'

/** Light or dark, as the page is shown now. */
export function useShownTheme(): string {
  return useSyncExternalStore(
    followTheme,
    () => document.documentElement.dataset['theme'] ?? 'light',
    () => 'light',
  )
}

function followTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}
