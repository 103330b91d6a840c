// What the two sides of the data process agree on. Types only: neither side is named here.

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
