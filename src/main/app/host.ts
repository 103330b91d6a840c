// What the application needs from whoever runs it. Electron and the browser host each provide one of these, and
// nothing above this line knows which.
import type { Installation } from '../../shared/contract/about'
import type { AnswerNote, DesktopChoice, DesktopPresent, Place } from '../../shared/contract/desktop'
import type { LanguageChoice, Theme } from '../../shared/contract/settings'
import type { UpdateChannel } from '../../shared/contract/updates'
import type { DataProcessStart, Port } from '../embedded/protocol'
import type { FileToSave, SaveFiles } from '../thread-files'
import type { Trace } from '../trace'

export type { DataProcessStart, FileToSave, Port, SaveFiles }

export interface Host {
  kind: 'electron' | 'browser'
  /** Folder of everything Kith keeps: settings, keys, database. Exists when the application is created. */
  dataFolder: string
  vault: Vault
  /** Starts `embedded/data-process` in a process or thread of its own. */
  startDataProcess: StartDataProcess
  /** Where a browser comes back to after signing in elsewhere, without a query. Asked when it is needed. */
  callbackAddress(): string
  /** Shows a file or folder in the file manager, where there is a way to. */
  showInFolder?(path: string): void
  /** Writes to the clipboard, where main can; else the page has to. */
  copyText?(text: string): Promise<void>
  /** Makes what the system draws, such as the buttons of a window, follow the theme the owner chose. */
  showTheme?(theme: Theme): void
  /** Brings newer versions. `by-hand`: their owner does. Absent: they come with the source Kith runs from. */
  updates?: Updater | 'by-hand'
  /** Absent: Kith runs from its source. */
  installation?: Installation
  /** Writes what the page does not draw, menus and dialogs, in this language. */
  showLanguage?(language: LanguageChoice): void
  /** Puts files where their owner wants them, or has the page fetch them. */
  saveFiles?: SaveFiles
  /** Whether pages run without Chromium's sandbox. Absent: they have it, or it is not Kith's to say. */
  isUnsandboxed?: boolean
  /** Takes down how this start goes. Absent: nobody wants to know. */
  trace?: Trace
  /** What it does beside its windows. Absent: it has none of its own. */
  desktop?: DesktopHost
}

export interface DesktopHost {
  /** Makes this choice hold, as far as the system lets it; what came of it is `present`. */
  follow(choice: DesktopChoice): void
  present(): DesktopPresent
  /** Calls back whenever `present` is another. One listener. */
  onChange(listener: () => void): void
  /** How many answers are being written. */
  showAnswering(count: number): void
  /** Tells of it, unless somebody looks at Kith. */
  notify(note: AnswerNote): void
  openInKith(place: Place): void
  closeQuick(): void
}

/** What it rejects with is an UPDATE_FAILED. */
export interface Updater {
  /** The version that is newer than this one, or null. */
  find(channel: UpdateChannel): Promise<string | null>
  /** Fetches what was found, and makes sure that it is what was published. From then on it is installed when Kith ends. */
  fetch(onProgress: (percent: number) => void): Promise<void>
  /** Ends Kith in order, then starts the new one. */
  install(): void
}

/** Secrets by name. Values never leave main. */
export interface Vault {
  kind: 'keychain' | 'file'
  /** Where the secrets lie, for people to read. */
  location: string
  /** Null when there is none. Throws when there is one that cannot be opened now; it stays. */
  get(name: string): Promise<string | null>
  set(name: string, value: string): Promise<void>
  delete(name: string): Promise<void>
}

export interface DataProcess {
  /** Carries `fetch` to the database. */
  port: Port
  /** Resolves with the exit code when it has ended, however it ended. */
  exited: Promise<number>
  /** Ends it now. Waits for nothing. */
  kill(): void
}

/** `modulePath` is the built file; `data` is handed to it as it starts. */
export type StartDataProcess = (modulePath: string, data: DataProcessStart) => Promise<DataProcess>
