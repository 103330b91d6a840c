// A thread as text to take elsewhere.
import type { Message } from '../../../shared/contract/chat'
import type { Thread } from '../../../shared/contract/threads'
import { announce } from '../../lib/announcer'
import { copyText } from '../../lib/copy'
import { rpc } from '../../wire/rpc'
import { titleOf } from './title-of'
import { words } from './words'

/** Only where an address leads back to it: in a browser. */
export const canCopyLink = () => location.protocol.startsWith('http')

export function copyLink(threadId: string): Promise<void> {
  return copied(() => copyText(`${location.origin}/#thread/${threadId}`))
}

/** All that was said on the path that is shown. */
export function copyMarkdown(thread: Thread, personaName: string | null): Promise<void> {
  return copied(async () => copyText(asMarkdown(titleOf(thread), await allMessages(thread.id), personaName ?? 'Kith')))
}

export function asMarkdown(title: string, messages: readonly Message[], assistant: string): string {
  const turns = messages
    .filter((message) => textOf(message) !== '')
    .map((message) => `**${message.role === 'user' ? words.preview.you : assistant}**\n\n${textOf(message)}`)
  return [`# ${title.replaceAll(/\s+/g, ' ')}`, ...turns].join('\n\n') + '\n'
}

/** What is said in it, without steps and reasoning. */
export function textOf(message: Message): string {
  return message.content.parts
    .map((part) => (part.type === 'text' && 'text' in part && typeof part.text === 'string' ? part.text : ''))
    .filter(Boolean)
    .join('\n\n')
    .trim()
}

async function allMessages(threadId: string): Promise<Message[]> {
  let messages: Message[] = []
  let hasEarlier = true
  while (hasEarlier) {
    const before = messages[0]?.seq
    const page = await rpc.chat.messages({ threadId, limit: 200, ...(before === undefined ? {} : { before }) })
    messages = [...page.messages, ...messages]
    hasEarlier = page.hasEarlier && page.messages.length > 0
  }
  return messages
}

async function copied(copy: () => Promise<void>): Promise<void> {
  const outcome = await copy().then(
    () => words.copied,
    () => words.couldNotCopy,
  )
  announce(outcome)
}
