/// <reference types="vite/client" />

interface Window {
  /** There in Electron only: the preload's side of the handshake. */
  kith?: unknown
}
