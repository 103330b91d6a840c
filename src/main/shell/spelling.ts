// Checking what is written. macOS does it by itself; elsewhere Chromium does, with dictionaries it fetches from Google. So there
// nothing is checked, and nothing fetched, before its owner wants it.
import type { Session } from 'electron'
import type { DesktopChoice } from '../../shared/contract/desktop'

export interface Spelling {
  follow(choice: Pick<DesktopChoice, 'checksSpelling' | 'spellingLanguages'>): void
  /** Languages that can be checked; none where the system knows them by itself. */
  languages(): string[]
  /** Those whose dictionary could not be fetched. */
  failed(): string[]
}

type CheckingSession = Pick<
  Session,
  'setSpellCheckerEnabled' | 'setSpellCheckerLanguages' | 'availableSpellCheckerLanguages' | 'on'
>

export function createSpelling(session: CheckingSession, platform: NodeJS.Platform, onChange: () => void): Spelling {
  const failed = new Set<string>()
  session.on('spellcheck-dictionary-download-failure', (_, language) => {
    failed.add(language)
    onChange()
  })
  session.on('spellcheck-dictionary-initialized', (_, language) => {
    if (failed.delete(language)) onChange()
  })
  const known = () => (platform === 'darwin' ? [] : session.availableSpellCheckerLanguages)

  return {
    follow({ checksSpelling, spellingLanguages }) {
      if (platform !== 'darwin') {
        // One it does not know would be refused with all others.
        const wanted = checksSpelling ? spellingLanguages.filter((one) => known().includes(one)) : []
        session.setSpellCheckerLanguages(wanted)
        for (const language of failed) if (!wanted.includes(language)) failed.delete(language)
      }
      session.setSpellCheckerEnabled(checksSpelling)
    },
    languages: known,
    failed: () => [...failed],
  }
}
