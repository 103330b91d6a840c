// Whose session it is: signing in to a server, what one changes about an account, and the accounts of this computer.
// Tokens stay in main: nothing here carries one, and passwords only go in.
import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { route, time, uuid } from './base'
import { failure } from './session'

const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(255)
  .regex(/^[^\s@]+@[^\s@]+$/)
const password = z.string().min(1).max(200)
const name = z.string().trim().min(1).max(200)
const provider = z.string().regex(/^[a-z0-9_:-]{1,40}$/)

/** Something the person has to do elsewhere: open a link in an e-mail, or finish in the browser. */
export const awaited = z.object({
  kind: z.enum(['sign-up', 'link', 'recovery', 'email-change', 'oauth']),
  /** Where the e-mail went; null for `oauth`. */
  email: z.string().nullable(),
  /** Of `oauth`. */
  provider: z.string().nullable(),
  /** From when on it may be sent again; null: never. */
  mayResendAt: time.nullable(),
  /** What comes back later is of no use. */
  endsAt: time,
})
export type Awaited = z.infer<typeof awaited>

export const accountsState = z.object({
  awaited: awaited.nullable(),
  /** Why the last thing that came back from the browser did not sign in. Goes with the next attempt. */
  failure: failure.nullable(),
  /** Somebody came in by the link of a forgotten password, and has not set a new one. */
  wantsNewPassword: z.boolean(),
})
export type AccountsState = z.infer<typeof accountsState>

export const accountDetails = z.object({
  id: uuid,
  name: z.string(),
  /** Null: there is none, as for most accounts of this computer. */
  email: z.string().nullable(),
  /** Waits to be confirmed. */
  newEmail: z.string().nullable(),
  isAnonymous: z.boolean(),
  /** Of this computer, or of a server. */
  isLocal: z.boolean(),
  /** Null: the server does not say. */
  hasPassword: z.boolean().nullable(),
  /** How one can sign in to it, such as `email` or `github`. */
  providers: z.array(z.string()),
})
export type AccountDetails = z.infer<typeof accountDetails>

export const openSession = z.object({
  id: uuid,
  openedAt: time,
  lastUsedAt: time,
  /** How it was opened. */
  method: z.enum(['password', 'local', 'anonymous', 'other']),
  isThisOne: z.boolean(),
})
export type OpenSession = z.infer<typeof openSession>

export const localAccount = z.object({
  id: uuid,
  name: z.string(),
  hasPassword: z.boolean(),
  lastUsedAt: time.nullable(),
  isOpen: z.boolean(),
})
export type LocalAccount = z.infer<typeof localAccount>

/** What goes with an account when it is deleted. */
export const accountContents = z.object({
  personas: z.int(),
  threads: z.int(),
  messages: z.int(),
  memories: z.int(),
  files: z.int(),
})
export type AccountContents = z.infer<typeof accountContents>

/** `opened`: signed in. `confirm`: the link in the e-mail comes first. */
const outcome = z.object({ outcome: z.enum(['opened', 'confirm']) })
const oneLocal = z.object({ account: uuid, password: password.optional() })

export const accounts = {
  /** The present state at once, then every change of it. */
  watch: route.output(eventIterator(accountsState)),

  // Signing in to a server.
  signIn: route.input(z.object({ email, password })).output(z.void()),
  signUp: route.input(z.object({ email, password, name: name.optional() })).output(outcome),
  signInAnonymously: route.output(z.void()),
  /** A link that signs in; makes the account where the server allows that. */
  sendLink: route.input(z.object({ email })).output(z.void()),
  /** A link to set a new password. Nobody learns whether there is such an account. */
  resetPassword: route.input(z.object({ email })).output(z.void()),
  /** The page opens the address in the person's browser. Good for ten minutes, and once. */
  beginOAuth: route.input(z.object({ provider })).output(z.object({ url: z.string() })),
  /** Sends the awaited e-mail once more; with an address, the one that confirms it. */
  resend: route.input(z.object({ email: email.optional() })).output(z.void()),
  /** What is awaited is waited for no more, and does nothing when it comes. */
  cancel: route.output(z.void()),

  // The account that is open.
  details: route.output(accountDetails),
  rename: route.input(z.object({ name })).output(z.void()),
  /** `current` and `code` where they are asked for: LOCAL_PASSWORD_REFUSED, REAUTHENTICATION_NEEDED. */
  changePassword: route
    .input(z.object({ password, current: password.optional(), code: z.string().trim().min(1).max(20).optional() }))
    .output(z.void()),
  /** Has the code sent that `changePassword` asks for. */
  sendCode: route.output(z.void()),
  changeEmail: route.input(z.object({ email })).output(outcome),
  /** Of an anonymous account: gives it an address and a password. Nothing it owns moves. */
  keep: route.input(z.object({ email, password })).output(outcome),
  /** Null: the server keeps no list that its owner can read. */
  sessions: route.output(z.object({ sessions: z.array(openSession).nullable() })),
  /** `here`, on every device, or everywhere else. */
  signOut: route.input(z.object({ where: z.enum(['here', 'everywhere', 'elsewhere']) })).output(z.void()),

  // The accounts of this computer.
  local: {
    list: route.output(z.array(localAccount)),
    create: route.input(z.object({ name, password: password.optional() })).output(z.void()),
    /** Closes what is open and opens this one, now and at every start. Throws LOCAL_PASSWORD_REFUSED. */
    open: route.input(oneLocal).output(z.void()),
    /** From now on it is opened without one. */
    removePassword: route.input(z.object({ current: password })).output(z.void()),
    /** What it owns, counted. Asks for its password, if it has one. */
    contents: route.input(oneLocal).output(accountContents),
    /** Deletes it with everything it owns. When it is the open one, another is opened, or a new one. */
    remove: route.input(oneLocal).output(z.void()),
  },
}
