// Words of the conversation taken into the message one writes.
import type { Message } from '../../../shared/contract/chat'
import { draftOfThread, useDrafts } from '../../state/drafts'
import { useOpen } from '../../state/open'
import { textOfMessage } from './parts'
import { useSending } from './use-sending'

/** As Markdown quotes: every line marked, so that no part of it is taken for one's own words. */
export function quoted(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').trim().split('\n')
  return lines.map((line) => (line.trim() === '' ? '>' : `> ${line.trimEnd()}`)).join('\n')
}

/** Puts it at the end of what is written in this thread, and goes there. */
export function quote(threadId: string, text: string): void {
  const key = draftOfThread(threadId, null)
  // What is on its way empties the field when it has arrived.
  if (text.trim() === '' || key in useSending.getState().underWay) return
  const before = useDrafts.getState().drafts[key]?.text.trimEnd() ?? ''
  useDrafts.getState().write(key, `${before === '' ? '' : `${before}\n\n`}${quoted(text)}\n\n`)
  useOpen.getState().focusComposer()
}

/** What is selected inside this message, or the whole of it. */
export function quoteMessage(message: Message): void {
  quote(message.threadId, selectedIn(message.id) || textOfMessage(message))
}

/** The words selected in a message; empty when there are none, or they reach beyond it. */
export function selectedIn(messageId: string): string {
  const selection = document.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return ''
  const { startContainer, endContainer, endOffset } = selection.getRangeAt(0)
  // Three clicks select a paragraph, and the place where the next message begins.
  const isInside = endOffset === 0 || turnOf(endContainer) === messageId
  return isInside && turnOf(startContainer) === messageId ? selection.toString().trim() : ''
}

function turnOf(node: Node): string | undefined {
  const element = node instanceof Element ? node : node.parentElement
  return element?.closest<HTMLElement>('[data-message-id]')?.dataset['messageId']
}
