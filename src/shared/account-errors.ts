// Failures of signing in and of accounts; part of the table in `errors.ts`. Words are in `account-errors-in-words.ts`.
import { z } from 'zod'

/** What a server can have switched off. */
export const signInWay = z.enum(['password', 'sign-up', 'link', 'anonymous', 'oauth'])

export const accountErrorData = {
  /** Address and password do not belong together, or there is no such account: the two are never told apart. */
  CREDENTIALS_REFUSED: z.object({}),
  /** The account is there, and the link in the e-mail has not been opened. */
  ADDRESS_NOT_CONFIRMED: z.object({ email: z.string() }),
  /** Somebody has this address already. */
  ADDRESS_TAKEN: z.object({ email: z.string() }),
  /** The server takes no such address, or sends nothing there. */
  ADDRESS_REFUSED: z.object({ email: z.string() }),
  /** Asked too often; null: the server does not say for how long. */
  TOO_MANY_ATTEMPTS: z.object({ seconds: z.number().nullable() }),
  /** A new password is not taken. `same`: it is the old one. `leaked`: it is in known lists. Empty: nobody says why. */
  WEAK_PASSWORD: z.object({
    reasons: z.array(z.enum(['length', 'characters', 'leaked', 'same', 'too-long'])),
    /** How many characters it needs, where the server says. */
    shortest: z.number().nullable(),
  }),
  /** The server does not allow this way in. */
  SIGN_IN_WAY_OFF: z.object({ way: signInWay, provider: z.string().nullable() }),
  /** A change asks for a code from an e-mail first; `isRefused`: the one that was given is not right. */
  REAUTHENTICATION_NEEDED: z.object({ isRefused: z.boolean() }),
  /** The server has blocked this account. */
  ACCOUNT_BLOCKED: z.object({}),
  /** A link or a way back from the browser is of no use (any more). `denied`: the person or the provider said no. */
  SIGN_IN_LINK_INVALID: z.object({ why: z.enum(['expired', 'denied', 'other-profile', 'refused']) }),
  /** Anything else the server says no to, in its words. */
  SIGN_IN_REFUSED: z.object({ reason: z.string() }),
  /** The password of an account of this computer is not right. */
  LOCAL_PASSWORD_REFUSED: z.object({}),
} as const
