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
  windowStopped: { message: string; detail: string; reopen: string; quit: string }
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
    reopen: 'Open it again',
    quit: 'Quit Kith',
  },
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
    reopen: 'Neu öffnen',
    quit: 'Kith beenden',
  },
  error: errorInGerman,
}

/** `preferred` are the languages of the computer, the dearest first. */
export function wordsOfShell(choice: LanguageChoice, preferred: readonly string[]): ShellWords {
  return spokenOf(choice === 'system' ? preferred : [choice]) === 'de' ? german : english
}
