import type { DesktopPresent } from '../../../../shared/contract/desktop'
import { locale } from '../../../lib/language'

type System = DesktopPresent['system']

const trayHints: Record<System, string> = {
  macos: 'In the menu bar: new thread, quick window, and how many answers are being written.',
  windows: 'Beside the clock: new thread, quick window, and how many answers are being written.',
  linux:
    'In the panel: new thread, quick window, and how many answers are being written. Some desktops show it only with an extension.',
}
const takenHints: Record<System, string> = {
  macos:
    'Another program has them, or the system does. Choose others here, or free them in the system settings under Keyboard.',
  windows:
    'Another program has them. Choose others here, or end that program and turn the quick window off and on again.',
  linux:
    'Another program has them, or your desktop does. Choose others here, or free them in the settings of your desktop.',
}

export const words = {
  title: 'Desktop',
  ways: { on: 'On', off: 'Off' },

  tray: 'Tray',
  trayHints,
  closing: 'Last window',
  closings: { ends: 'Ends Kith', stays: 'Leaves Kith in the tray' },
  closingHint: 'What happens when it is closed. An answer that is being written is written to its end in any case.',

  quick: 'Quick window',
  quickHint:
    'A small window for one question, over whatever you are doing. Esc puts it away, and what you wrote in it stays. What is on the clipboard is offered there, and read only then.',
  quickWayland: 'On Wayland your desktop has the last word on these keys, and may ask, or give others.',
  quickKeys: 'Its keys',
  changeKeys: 'Change',
  recordKeys: 'Press the new keys',
  recordingKeys: 'New keys for the quick window',
  cancel: 'Cancel',
  needsModifier: (keys: string) => `${keys} would be taken from every program. Use them with Ctrl, Alt or Command.`,
  keysGiven: (keys: string) => `The quick window has ${keys} now.`,
  taken: (keys: string) => `${keys} cannot be had`,
  takenHints,
  openQuick: 'Open it',
  quickInBrowser: 'In a browser it is a small window of the browser, without keys of its own.',

  notes: 'Notifications',
  notesHint:
    'Of an answer that took longer than 30 seconds, while no window of Kith is in front. Of one that failed, too, and of one that waits for your word.',
  notesUnsupported: 'This desktop shows no notifications.',
  notesWithWords: 'They say',
  noteWords: { who: 'Who answered', words: 'How the answer begins, too' },
  noteWordsHint: 'Whoever sees your screen sees them, perhaps while it is locked.',
  allow: 'Let the browser show them',
  allowHint: 'The browser has not been asked yet whether Kith may.',
  denied: 'The browser shows none of Kith. Its settings for this page can allow them again.',

  login: 'At login',
  logins: { on: 'Opens Kith', off: 'Does nothing' },
  loginHint: 'With the tray on, it opens there and without a window.',
  loginFromSource: 'Kith runs from its source here. An installed Kith can be opened when you log in.',
  loginToApprove: 'macOS waits for your word: System Settings, General, Login Items.',
  loginFailed: 'This could not be set',
  loginFailedDetail: (reason: string) => `The system said: ${reason}`,

  spelling: 'Spelling',
  spellings: { on: 'Checked', off: 'Not checked' },
  spellingOfSystem: 'macOS checks it, in the languages of its own settings. Nothing leaves this computer.',
  spellingHint:
    'Nothing you write leaves this computer. But dictionaries are fetched from Google (redirector.gvt1.com), once for each language; until you turn this on, nothing is.',
  spellingIn: 'Languages',
  addLanguage: 'Add a language',
  searchLanguages: 'Search the languages',
  noLanguage: 'No language of that name',
  removeLanguage: (name: string) => `Take ${name} away`,
  noLanguages: 'None is chosen, so nothing is checked.',
  spellingFailed: (names: string[]) =>
    `The dictionary could not be fetched: ${new Intl.ListFormat(locale).format(names)}`,
  spellingFailedDetail:
    'Is there a connection? It is tried again at the next start, or when you take the language away and add it.',

  inBrowser: 'Only in the app',
  inBrowserDetail:
    'A browser shows Kith here. The tray, keys that work everywhere, opening at login and native menus are in the desktop app; spelling is your browser’s.',
}
