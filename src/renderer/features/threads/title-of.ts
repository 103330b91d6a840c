import type { Thread } from '../../../shared/contract/threads'
import { openingInWords } from './opening-in-words'
import { words } from './words'

/** Its name, or how it begins, or that it is new. */
export function titleOf(thread: Pick<Thread, 'title' | 'opening'> | undefined): string {
  return thread?.title || openingInWords(thread?.opening ?? '') || words.untitled
}
