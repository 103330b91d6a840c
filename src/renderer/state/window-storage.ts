// What belongs to one window: it finds its own again after a reload, and a new window begins as the last one was left.
import type { StateStorage } from 'zustand/middleware'

export function windowStorage(): StateStorage {
  const own = sessionStorage
  const ofAll = localStorage
  return {
    getItem: (name) => own.getItem(name) ?? ofAll.getItem(name),
    setItem(name, value) {
      own.setItem(name, value)
      ofAll.setItem(name, value)
    },
    removeItem(name) {
      own.removeItem(name)
      ofAll.removeItem(name)
    },
  }
}
