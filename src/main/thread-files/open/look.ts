import type { OpenedThread } from '../../../shared/contract/thread-files'
import { textOfContent } from '../../../shared/domain/message'
import type { ThreadFile } from '../../../shared/domain/thread-file'

/** What somebody sees of a file before anything of it is stored. */
export function lookInto({ thread, messages, files, savedAt, kith }: ThreadFile): OpenedThread {
  const times = messages.map(({ createdAt }) => Date.parse(createdAt)).toSorted((a, b) => a - b)
  const shown = messages.filter((message) => message.shown)
  const first = shown.find(({ role }) => role === 'user')
  return {
    title: thread.title,
    opening: first ? beginningOf(textOfContent(first.content)) : '',
    persona: thread.persona,
    savedAt,
    kith,
    firstAt: timeOf(times[0]),
    lastAt: timeOf(times.at(-1)),
    messages: shown.length,
    otherVersions: messages.length - shown.length,
    attachments: files.length,
    missingAttachments: files.filter(({ bytes }) => bytes === null).length,
  }
}

const beginningOf = (text: string) => Array.from(text.slice(0, 1_000)).slice(0, 160).join('')

function timeOf(milliseconds: number | undefined): string | null {
  return milliseconds === undefined ? null : new Date(milliseconds).toISOString()
}
