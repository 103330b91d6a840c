// Runs before the first paint, so that a dark Kith does not flash white. Not a module: modules run too late for that.
// state/theme.ts and state/preferences.ts write the keys and keep it right from then on.
;(() => {
  let theme = 'system'
  let zoom = 100
  try {
    zoom = Number(JSON.parse(localStorage.getItem('kith.preferences') ?? '{}').state?.zoom ?? 100)
    theme = localStorage.getItem('kith.theme') ?? theme
  } catch {
    // No storage in this browser: the system decides.
  }
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.style.setProperty('--zoom', String(zoom >= 100 && zoom <= 200 ? zoom / 100 : 1))
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
})()
