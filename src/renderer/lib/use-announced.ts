import { useEffect } from 'react'
import { announce } from './announcer'

/**
 * Says a text to screen readers as soon as it is there, and again when it changes. A place of its own would come with its
 * text, and what is in such a place from the beginning is often not said.
 */
export function useAnnounced(text: string | null): void {
  useEffect(() => {
    if (text !== null) announce(text)
  }, [text])
}
