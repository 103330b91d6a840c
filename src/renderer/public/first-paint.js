// Runs before the first paint, so that a dark Kith does not flash white and a German one says nothing in English. Not a
// module: modules run too late for that. state/theme.ts, state/language.ts and state/preferences.ts write the keys and
// keep it right from then on.
;(() => {
  let theme = 'system'
  let language = 'system'
  let zoom = 100
  try {
    zoom = Number(JSON.parse(localStorage.getItem('kith.preferences') ?? '{}').state?.zoom ?? 100)
    theme = localStorage.getItem('kith.theme') ?? theme
    language = localStorage.getItem('kith.language') ?? language
  } catch {
    // No storage in this browser: the system decides.
  }
  const root = document.documentElement
  const wanted = language === 'system' ? navigator.languages : [language]
  root.lang = wanted.map((one) => one.slice(0, 2)).find((one) => one === 'en' || one === 'de') ?? 'en'
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.style.setProperty('--zoom', String(zoom >= 100 && zoom <= 200 ? zoom / 100 : 1))
  root.dataset.theme = dark ? 'dark' : 'light'
})()
