// Runs before the first paint, so that a dark Kith does not flash white. Not a module: modules run too late for that.
// state/theme.ts writes the key and keeps the attribute right from then on.
;(() => {
  let theme = 'system'
  try {
    theme = localStorage.getItem('kith.theme') ?? theme
  } catch {
    // No storage in this browser: the system decides.
  }
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
})()
