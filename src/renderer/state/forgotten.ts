// What the page itself holds of something that was forgotten: drafts, and what was looked for. Main knows nothing of these.
import type { ForgetTarget } from '../../shared/contract/forgetting'
import { wordsIn } from '../lib/words-in'
import { failureOf } from '../wire/failure'
import { rpc } from '../wire/rpc'
import { keepDraftsNow, placeOfDraft, useDrafts } from './drafts'
import type { Draft } from './drafts'
import { seek, useSearch } from './search'

/** How many drafts of this window have all the words, whether what they are drafts of goes or not. */
export function draftsWith(query: string): number {
  return Object.values(useDrafts.getState().drafts).filter((draft) => hasAll(draft, wordsIn(query))).length
}

/**
 * Takes away what this window holds of it: drafts with the words by which something was forgotten, drafts of what is not there any
 * more, and the words where they were looked for. In each window, because each has its own.
 */
export async function dropForgotten(target: ForgetTarget): Promise<void> {
  if (target.kind === 'query') dropWords(wordsIn(target.query))
  const { drafts, discard } = useDrafts.getState()
  const gone = await Promise.all(
    Object.entries(drafts).map(async ([key, draft]) => ((await isOfNothing(key, draft, target)) ? key : null)),
  )
  for (const key of gone) if (key !== null) discard(key)
  keepDraftsNow()
}

function dropWords(sought: ReadonlySet<string>): void {
  const { drafts, discard } = useDrafts.getState()
  for (const [key, draft] of Object.entries(drafts)) if (hasAll(draft, sought)) discard(key)
  const { text, recent } = useSearch.getState()
  useSearch.setState({ recent: recent.filter((one) => !isIn(one.text, sought)) })
  if (isIn(text, sought)) seek({ text: '' })
}

const hasAll = ({ text, base = '' }: Draft, sought: ReadonlySet<string>) => isIn(`${text} ${base}`, sought)

/** Whether all the words are in it. */
function isIn(text: string, sought: ReadonlySet<string>): boolean {
  const there = wordsIn(text)
  return sought.size > 0 && [...sought].every((word) => there.has(word))
}

/** Whether it is a draft of a thread, a message, a memory or a persona that went. */
async function isOfNothing(key: string, draft: Draft, target: ForgetTarget): Promise<boolean> {
  const place = placeOfDraft(key)
  switch (place.of) {
    case 'persona':
      return target.kind === 'persona' && place.id === target.personaId
    case 'memory':
      return isGone(() => rpc.memories.get({ memoryId: place.id }))
    case 'message': {
      const { threadId } = draft
      // Written by an earlier Kith, which did not say in which thread.
      if (threadId === undefined) return false
      return isGone(() => rpc.chat.messages({ threadId, around: place.id, limit: 1 }))
    }
    case 'thread':
      return target.kind === 'thread'
        ? place.id === target.threadId
        : isGone(() => rpc.threads.get({ threadId: place.id }))
    case 'nothing':
      return false
  }
}

/** Where it is not known whether it is there, it is. */
function isGone(read: () => Promise<unknown>): Promise<boolean> {
  return read().then(
    () => false,
    (error: unknown) => failureOf(error)?.code === 'NOT_FOUND',
  )
}
