// How much room there is once everything is as large as its owner wants it. Media queries know the window only.

type Room = 'narrow' | 'middle' | 'wide'

const listeners = new Set<() => void>()
let scale = 1

/** The width of the window in the pixels things are drawn with. */
export function roomWidth(): number {
  return window.innerWidth / scale
}

export function roomOf(width: number): Room {
  if (width < 720) return 'narrow'
  return width < 1100 ? 'middle' : 'wide'
}

/** How large things are drawn, from 1. */
export function scaleNow(): number {
  return scale
}

export function setScale(next: number): void {
  scale = next
  show()
}

export function listenToRoom(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function followRoom(): void {
  window.addEventListener('resize', show)
  show()
}

function show(): void {
  document.documentElement.dataset['room'] = roomOf(roomWidth())
  for (const listener of listeners) listener()
}
