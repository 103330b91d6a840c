import type { ComponentProps } from 'react'
import { words } from './words'

/** What stands before a task: a picture of a box, not one to tick, because the text is not changed by that. */
export function TaskBox({ checked }: ComponentProps<'input'>) {
  return <span role="img" aria-label={checked ? words.done : words.open} className="task-box" data-done={checked} />
}
