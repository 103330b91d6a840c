// The windows there are. Of its own, because the application, the pages and the windows all look here.

export interface OpenWindow {
  id: number
  /** The application may prevent it. */
  close(): void
  emit(event: string, ...args: unknown[]): boolean
}

const windows = new Map<number, OpenWindow>()
let last = 0

export const openWindows = {
  nextId: (): number => ++last,
  add: (window: OpenWindow): void => void windows.set(window.id, window),
  remove: (id: number): boolean => windows.delete(id),
  get: (id: number): OpenWindow | undefined => windows.get(id),
  all: (): OpenWindow[] => [...windows.values()],
}
