import * as Direction from 'radix-ui/direction'
import type { ReactNode } from 'react'

/** Arrow keys and menus go the way the page is read. */
export function ReadingDirection({ children }: { children: ReactNode }) {
  return (
    <Direction.Provider dir={document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr'}>{children}</Direction.Provider>
  )
}
