// Tells of an answer that took long, failed or waits for a word while nobody looked at Kith.
import { BrowserWindow, Notification } from 'electron'
import type { AnswerNote } from '../../shared/contract/desktop'
import { log } from '../diagnostics/log'
import type { ShellWords } from './words'

/** What nobody holds is gone, and its click with it. */
const shown = new Set<Notification>()

export function notifyOf(note: AnswerNote, words: ShellWords['note'], onClick: () => void): void {
  if (!Notification.isSupported() || BrowserWindow.getFocusedWindow()) return
  const notification = new Notification(noteInWords(note, words))
  const forget = () => void shown.delete(notification)
  shown.add(notification)
  notification.on('click', () => {
    forget()
    onClick()
  })
  notification.on('close', forget)
  notification.on('failed', (_, error) => {
    forget()
    log.error('a notification was not shown', error)
  })
  notification.show()
}

export function noteInWords(
  { persona, outcome, line }: AnswerNote,
  words: ShellWords['note'],
): { title: string; body: string } {
  return { title: persona ?? words.nobody, body: line ?? words.outcomes[outcome] }
}
