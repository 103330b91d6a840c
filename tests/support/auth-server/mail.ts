// The mailbox of the double, and the links and codes in its mails.
import { randomBytes, randomInt } from 'node:crypto'

export type MailKind = 'signup' | 'magiclink' | 'recovery' | 'email_change' | 'reauthentication'

export interface Mail {
  to: string
  kind: MailKind
  /** To be opened in a browser; null for a mail with a code. */
  link: string | null
  /** To be typed; null for a mail with a link. */
  code: string | null
}

/** What a link stands for until it is opened. */
export interface Linked {
  kind: Exclude<MailKind, 'reauthentication'>
  userId: string
  redirectTo: string
  challenge: string
  /** What is done when it is opened. */
  confirm(): Promise<void>
}

export interface Mailbox {
  mails: Mail[]
  sendLink(to: string, linked: Linked): void
  sendCode(to: string): void
  /** Uses the link up. */
  open(token: string): Linked | undefined
  isCode(to: string, code: string): boolean
}

export function createMailbox(origin: () => string): Mailbox {
  const mails: Mail[] = []
  const links = new Map<string, Linked>()
  return {
    mails,
    sendLink(to, linked) {
      const token = `pkce_${randomBytes(16).toString('hex')}`
      links.set(token, linked)
      const query = new URLSearchParams({ token, type: linked.kind, redirect_to: linked.redirectTo })
      mails.push({ to, kind: linked.kind, link: `${origin()}/auth/v1/verify?${query.toString()}`, code: null })
    },
    sendCode(to) {
      mails.push({ to, kind: 'reauthentication', link: null, code: String(randomInt(100_000, 1_000_000)) })
    },
    open(token) {
      const linked = links.get(token)
      links.delete(token)
      return linked
    },
    isCode: (to, code) => mails.some((mail) => mail.to === to && mail.code === code),
  }
}
