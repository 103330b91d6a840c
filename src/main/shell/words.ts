// What the system draws for Kith, menus and dialogs, in the language of the settings.
import type { LanguageChoice } from '../../shared/contract/settings'
import type { AnswerNote } from '../../shared/contract/desktop'
import { spokenOf } from '../../shared/domain/language'
import type { Failure } from '../../shared/errors'
import type { ErrorInWords } from '../../shared/errors-in-words'
import { english } from './words-english'
import { german } from './words-german'

export interface ShellWords {
  menu: Record<
    | 'file'
    | 'newThread'
    | 'newWindow'
    | 'quickWindow'
    | 'saveThread'
    | 'printThread'
    | 'settings'
    | 'edit'
    | 'search'
    | 'view'
    | 'palette'
    | 'memory'
    | 'personas'
    | 'sidebar'
    | 'inspector'
    | 'window'
    | 'help'
    | 'documentation'
    | 'shortcuts'
    | 'report',
    string
  >
  /** Items with a role are named by Electron, in English; the system would not name them otherwise. */
  roles: Partial<Record<RoleInMenu, string>>
  /** Of what lies under the mouse. */
  target: { openLink: string; copyAddress: string; copyMailAddress: string; copyImage: string }
  spelling: { noSuggestions: string; addToDictionary: string }
  tray: { open: string; newThread: string; quickWindow: string; quit: string; answering(count: number): string }
  /** Of a notification. `nobody` answers without a persona. */
  note: { nobody: string; outcomes: Record<AnswerNote['outcome'], string> }
  cannotStart: string
  folderNotMade(folder: string, reason: string): string
  /** Something went wrong that nobody caught. */
  stopped(reason: string): { title: string; detail: string }
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
  | 'front'
  | 'hide'
  | 'hideOthers'
  | 'minimize'
  | 'paste'
  | 'pasteAndMatchStyle'
  | 'quit'
  | 'redo'
  | 'reload'
  | 'selectAll'
  | 'services'
  | 'toggleDevTools'
  | 'togglefullscreen'
  | 'undo'
  | 'unhide'
  | 'zoom'

/** `preferred` are the languages of the computer, the dearest first. */
export function wordsOfShell(choice: LanguageChoice, preferred: readonly string[]): ShellWords {
  return spokenOf(choice === 'system' ? preferred : [choice]) === 'de' ? german : english
}
