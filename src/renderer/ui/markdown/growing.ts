import { createContext, use } from 'react'

/** Whether the text this belongs to is still being written. */
export const Growing = createContext(false)

export function useIsGrowing(): boolean {
  return use(Growing)
}
