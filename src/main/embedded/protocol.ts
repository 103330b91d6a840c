// What the two sides of the data process agree on. Types only: neither side is named here.
import type { Failure } from '../../shared/errors'

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
}

/** What a client needs to use the database. */
export interface DataReady {
  /** Base of the addresses the client asks for. No such host exists; only the port leads there. */
  url: string
  publishableKey: string
  /** There was no database in the folder before. */
  isFirstStart: boolean
  /** What took how long while opening, in milliseconds. */
  timings: Record<string, number>
}

/** Sent to the data process. */
export type ToDataProcess =
  | { type: 'request'; id: number; url: string; method: string; headers: [string, string][]; body: string | null }
  | { type: 'abort'; id: number }
  /** Finish what is running, write everything down, and end. */
  | { type: 'close' }

/** Sent by the data process. */
export type FromDataProcess =
  | { type: 'ready'; ready: DataReady }
  /** It could not open the database. It ends when it is told to close, or its port is closed. */
  | { type: 'failed'; failure: Failure }
  | { type: 'response'; id: number; status: number; headers: [string, string][]; body: string | null }
  | { type: 'rejected'; id: number; reason: string }
