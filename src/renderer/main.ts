import '@fontsource-variable/ibm-plex-sans/wght.css'
import '@fontsource-variable/ibm-plex-sans/wght-italic.css'
import '@fontsource/ibm-plex-mono/400.css'
import './styles.css'
import { language } from './lib/language'

// Modules read their words as they begin, so the words have to be German before any of them does.
if (language === 'de') await import('./german')
await import('./start')
