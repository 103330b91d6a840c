import { createContext, use } from 'react'
import type { MouseEvent } from 'react'

/** Why nothing that is stored can be changed now, in words; null when it can. The application says so. */
export const Unchangeable = createContext<string | null>(null)

/** Why nothing can be changed now. For what is no button of `ui`; those are told by `changes`. */
export function useUnchangeable(): string | null {
  return use(Unchangeable)
}

/** For a button that would change something: what it is given while nothing can be. It stays within reach, and says why. */
export function unavailable(reason: string) {
  return {
    'aria-disabled': true,
    title: reason,
    // Pressed by Enter in a field, too, where it would send the form.
    onClick: (event: MouseEvent) => event.preventDefault(),
  }
}
