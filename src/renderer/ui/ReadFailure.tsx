import type { ReactNode } from 'react'
import { ErrorNote } from './ErrorNote'
import { words } from './words'

interface ReadFailureProps {
  /** What failed and why, as `ErrorNote` says it. */
  error: { title: string; detail: string; origin?: string | undefined }
  /** The whole project cannot be reached, which is said where one writes. */
  isAway: boolean
  /** The way on, where there is one of its own. */
  children: ReactNode
}

/** Something could not be read. What has the same cause as everything else at the moment is one quiet line. */
export function ReadFailure({ error, isAway, children }: ReadFailureProps) {
  if (isAway) return <p className="text-small text-ink-3">{words.notReadAway}</p>
  return <ErrorNote {...error}>{children}</ErrorNote>
}
