// How this computer shows Kith: kept in the page's storage, the same in all its windows.
import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import { setScale } from '../lib/room'

export const zooms = [100, 110, 125, 150, 175, 200] as const
export type Zoom = (typeof zooms)[number]

interface Preferences {
  /** Per cent. */
  zoom: Zoom
  /** `system`: as the computer asks for. */
  motion: 'system' | 'reduced'
  contrast: 'system' | 'more'
  /** Whether the list of threads shows how each goes on. */
  previews: boolean
  /** Whether the page a thread begins on shows the card of the first start. */
  hasFirstSteps: boolean
  /** Keys somebody gave to an action, by its id. An empty list: none. */
  keys: Record<string, string[]>
}

const key = 'kith.preferences'
export const firstPreferences: Preferences = {
  zoom: 100,
  motion: 'system',
  contrast: 'system',
  previews: true,
  hasFirstSteps: true,
  keys: {},
}

export const usePreferences = create<Preferences>()(
  persist(() => firstPreferences, {
    name: key,
    storage: createJSONStorage(() => localStorage),
    merge: (stored, first) => ({ ...first, ...readable(stored) }),
  }),
)

// What somebody else has written there, or an older Kith, must not keep this one from starting.
function readable(stored: unknown): Partial<Preferences> {
  if (typeof stored !== 'object' || stored === null) return {}
  const { zoom, motion, contrast, previews, hasFirstSteps, keys } = stored as Partial<
    Record<keyof Preferences, unknown>
  >
  return {
    ...(zooms.some((known) => known === zoom) ? { zoom: zoom as Zoom } : {}),
    ...(motion === 'reduced' ? { motion } : {}),
    ...(contrast === 'more' ? { contrast } : {}),
    ...(typeof previews === 'boolean' ? { previews } : {}),
    ...(typeof hasFirstSteps === 'boolean' ? { hasFirstSteps } : {}),
    ...(typeof keys === 'object' && keys !== null ? { keys: readableKeys(keys) } : {}),
  }
}

function readableKeys(keys: object): Record<string, string[]> {
  const entries = Object.entries(keys).filter(
    (entry): entry is [string, string[]] =>
      Array.isArray(entry[1]) && entry[1].every((one: unknown) => typeof one === 'string'),
  )
  return Object.fromEntries(entries)
}

/** The next larger or smaller size. */
export function changeZoom(step: 1 | -1): void {
  usePreferences.setState(({ zoom }) => ({ zoom: zooms[zooms.indexOf(zoom) + step] ?? zoom }))
}

export function resetZoom(): void {
  usePreferences.setState({ zoom: 100 })
}

/** Shows the preferences on <html>, now and whenever they change here or in another window. */
export function followPreferences(): void {
  show(usePreferences.getState())
  usePreferences.subscribe(show)
  window.addEventListener('storage', (event) => {
    if (event.key === key) void usePreferences.persist.rehydrate()
  })
}

function show({ zoom, motion, contrast }: Preferences): void {
  setScale(zoom / 100)
  const { style, dataset } = document.documentElement
  style.setProperty('--zoom', String(zoom / 100))
  dataset['motion'] = motion
  dataset['contrast'] = contrast
}
