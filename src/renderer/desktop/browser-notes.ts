// In a browser the page tells of answers itself, where its owner has let it. Each tab hears of every answer and cannot see the
// others, so the tabs ask one another whether somebody looks, and what several of them say is one notification.
import type { AnswerNote } from '../../shared/contract/desktop'
import { words } from './words'

/** How long another tab may take to say that it is looked at, in milliseconds. */
const ANSWER_WITHIN = 250

const channel = 'BroadcastChannel' in window ? new BroadcastChannel('kith.looked-at') : null
channel?.addEventListener('message', ({ data }) => {
  if (data === 'who?' && document.hasFocus()) channel.postMessage('I am')
})

export async function tellOf(note: AnswerNote, open: () => void): Promise<void> {
  if (!('Notification' in window) || Notification.permission !== 'granted') return
  if (document.hasFocus() || (await isLookedAtElsewhere())) return
  const body = note.line ?? words.outcomes[note.outcome]
  const notification = new Notification(note.persona ?? 'Kith', { body, tag: note.messageId, icon: '/icon.svg' })
  notification.addEventListener('click', () => {
    window.focus()
    notification.close()
    open()
  })
}

function isLookedAtElsewhere(): Promise<boolean> {
  return new Promise((resolve) => {
    if (!channel) return resolve(false)
    const listen = ({ data }: MessageEvent) => data === 'I am' && end(true)
    const timer = setTimeout(() => end(false), ANSWER_WITHIN)
    function end(isLookedAt: boolean): void {
      clearTimeout(timer)
      channel?.removeEventListener('message', listen)
      resolve(isLookedAt)
    }
    channel.addEventListener('message', listen)
    channel.postMessage('who?')
  })
}
