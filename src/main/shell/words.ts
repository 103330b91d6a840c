// What the system draws for Kith, menus and dialogs, in the language of the settings.
import type { LanguageChoice } from '../../shared/contract/settings'
import { spokenOf } from '../../shared/domain/language'
import type { Failure } from '../../shared/errors'
import { errorInGerman } from '../../shared/errors-in-german'
import { errorInWords } from '../../shared/errors-in-words'
import type { ErrorInWords } from '../../shared/errors-in-words'

export interface ShellWords {
  /** Items with a role are named by Electron, in English; the system would not name them otherwise. */
  menu: {
    file: string
    newWindow: string
    edit: string
    view: string
    window: string
    help: string
  }
  roles: Partial<Record<RoleInMenu, string>>
  cannotStart: string
  folderNotMade(folder: string, reason: string): string
  /** A page that crashed, and one that does not answer: what is said of it, and the ways on. */
  windowStopped: { message: string; detail: string }
  windowSilent: { message: string; detail: string }
  stoppedWays: Record<'reopen' | 'wait' | 'withoutThread' | 'copyReport' | 'quit', string>
  reportCopied: string
  reportNotCopied: string
  error(failure: Failure): ErrorInWords
}

type RoleInMenu =
  | 'about'
  | 'close'
  | 'copy'
  | 'cut'
  | 'forceReload'
  | 'hide'
  | 'hideOthers'
  | 'minimize'
  | 'paste'
  | 'quit'
  | 'redo'
  | 'reload'
  | 'selectAll'
  | 'toggleDevTools'
  | 'togglefullscreen'
  | 'undo'
  | 'unhide'

const english: ShellWords = {
  menu: { file: 'File', newWindow: 'New Window', edit: 'Edit', view: 'View', window: 'Window', help: 'Help' },
  roles: {},
  cannotStart: 'Kith cannot start',
  folderNotMade: (folder, reason) => `The folder ${folder} cannot be made: ${reason}`,
  windowStopped: {
    message: 'This window stopped working',
    detail: 'Nothing you wrote or received is lost, and answers being written go on.',
  },
  windowSilent: {
    message: 'This window does not answer',
    detail: 'It may come back by itself. Answers being written go on either way.',
  },
  stoppedWays: {
    reopen: 'Open it again',
    wait: 'Wait',
    withoutThread: 'Open it without the last thread',
    copyReport: 'Copy report',
    quit: 'Quit Kith',
  },
  reportCopied:
    'The report is on the clipboard: which Kith this is, what it runs on, and what went wrong last. Nothing that you or Kith wrote is in it.',
  reportNotCopied: 'The report could not be copied. The folder “logs” in the data folder says the same.',
  error: errorInWords,
}

const german: ShellWords = {
  menu: {
    file: 'Ablage',
    newWindow: 'Neues Fenster',
    edit: 'Bearbeiten',
    view: 'Darstellung',
    window: 'Fenster',
    help: 'Hilfe',
  },
  roles: {
    about: 'Über Kith',
    close: 'Fenster schließen',
    copy: 'Kopieren',
    cut: 'Ausschneiden',
    forceReload: 'Neu laden ohne Zwischenspeicher',
    hide: 'Kith ausblenden',
    hideOthers: 'Andere ausblenden',
    minimize: 'Minimieren',
    paste: 'Einfügen',
    quit: 'Kith beenden',
    redo: 'Wiederholen',
    reload: 'Neu laden',
    selectAll: 'Alles auswählen',
    toggleDevTools: 'Entwicklerwerkzeuge',
    togglefullscreen: 'Vollbild',
    undo: 'Rückgängig',
    unhide: 'Alle einblenden',
  },
  cannotStart: 'Kith kann nicht starten',
  folderNotMade: (folder, reason) => `Der Ordner ${folder} lässt sich nicht anlegen: ${reason}`,
  windowStopped: {
    message: 'Dieses Fenster funktioniert nicht mehr',
    detail: 'Nichts Geschriebenes oder Empfangenes ist verloren, und entstehende Antworten gehen weiter.',
  },
  windowSilent: {
    message: 'Dieses Fenster antwortet nicht',
    detail: 'Vielleicht kommt es von selbst zurück. Entstehende Antworten gehen in jedem Fall weiter.',
  },
  stoppedWays: {
    reopen: 'Neu öffnen',
    wait: 'Warten',
    withoutThread: 'Ohne die letzte Unterhaltung öffnen',
    copyReport: 'Bericht kopieren',
    quit: 'Kith beenden',
  },
  reportCopied:
    'Der Bericht ist in der Zwischenablage: welches Kith das ist, worauf es läuft und was zuletzt fehlschlug. Nichts, was Sie oder Kith geschrieben haben, steht darin.',
  reportNotCopied: 'Der Bericht ließ sich nicht kopieren. Der Ordner „logs“ im Datenordner sagt dasselbe.',
  error: errorInGerman,
}

/** `preferred` are the languages of the computer, the dearest first. */
export function wordsOfShell(choice: LanguageChoice, preferred: readonly string[]): ShellWords {
  return spokenOf(choice === 'system' ? preferred : [choice]) === 'de' ? german : english
}
