// What the two sides of the data process agree on. Types only: neither side is named here.
import type { DescribedError } from '../../shared/described-error'
import type { Failure } from '../../shared/errors'
import type { DatabasePhase } from '../../shared/domain/start-phases'
import type { Backup } from './backups/backup'

/** The half of a MessagePort that Electron's, Node's and the browser's ports can all be turned into. */
export interface Port {
  postMessage(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** The other side closed its port or ended. */
  onClose(listener: () => void): void
  close(): void
}

/** What the data process is told as it starts. */
export interface DataProcessStart {
  /** Holds the database, its owner lock and its keys. Made when missing. */
  folder: string
  /** A prepared database for the first start, or null to make one from nothing (some seconds slower). */
  preparedDatabase: string | null
  /** Absent: open what is there. */
  beginning?: Beginning
}

/** What a start does that is not like every other. */
export type Beginning =
  /** After a migration that failed: open the database as it is, and let nobody change anything in it. */
  | { with: 'old-version' }
  /** Go back to a backup. `isBroken`: what is there now does not open. It is kept, in any case, under another name. */
  | { with: 'backup'; file: string; isBroken: boolean }
  /** The same, to a database that was there before another going back. It is copied, and stays. */
  | { with: 'left-behind'; name: string; isBroken: boolean }
  /** Begin anew. What is there is kept in a folder beside it. */
  | { with: 'nothing' }

/** What can take longer than a call. */
export type Work = 'opening' | 'restoring' | 'migrating' | 'backing-up' | 'tidying'

/** What a client needs to use the database. */
export interface DataReady {
  /** Base of the addresses the client asks for. No such host exists; only the port leads there. */
  url: string
  publishableKey: string
  /** There was no database in the folder before. */
  isFirstStart: boolean
  /** Nothing can be changed: the database is of an older version. */
  isReadOnly: boolean
  /** The kind of network drive the folder lies on, where nothing is quite safe; null: on none that is known. */
  networkDrive: string | null
  /** What took how long while opening, in milliseconds. */
  timings: Record<string, number>
  /** When each phase of opening was over, in milliseconds since 1970. */
  phases: { phase: DatabasePhase; at: number }[]
}

/** Sent to the data process. */
export type ToDataProcess =
  | { type: 'request'; id: number; url: string; method: string; headers: [string, string][]; body: string | null }
  | { type: 'abort'; id: number }
  /** Answered as soon as no statement runs. */
  | { type: 'ping' }
  | { type: 'back-up'; id: number }
  /** Finish what is running, write everything down, and end. */
  | { type: 'close' }

/** Sent by the data process. */
export type FromDataProcess =
  | { type: 'ready'; ready: DataReady }
  /** It could not open the database, or cannot go on. It ends when it is told to close, or its port is closed. */
  | { type: 'failed'; failure: Failure }
  | { type: 'pong' }
  /** Something went wrong that nobody waits for, to be written down. */
  | { type: 'error'; event: string; error: DescribedError }
  /** It begins something that may take long; null: that is done. */
  | { type: 'working'; on: Work | null }
  /** The backup of the day was made, or why it was not. */
  | { type: 'daily-backup'; failed: string | null }
  /** Answers `back-up` with the one that was made. */
  | { type: 'backup'; id: number; backup: Backup }
  | { type: 'no-backup'; id: number; failure: Failure }
  | { type: 'response'; id: number; status: number; headers: [string, string][]; body: string | null }
  | { type: 'rejected'; id: number; reason: string }
