// bcrypt, as GoTrue stores it, so that a hash can move between the two. Always called outside a transaction: hashing
// takes a tenth of a second, and the database has one connection.
import { compare, hash, truncates } from 'bcryptjs'
import { AuthError, invalid } from './auth-error'

const COST = 10
const SHORTEST = 6

/** Checked when there is no account, so that an unknown address takes as long as a wrong password. */
const nobody = '$2b$10$R8r6h9rCKfS4XlPkYbPFB.8/xDSmQsifAOt3PvjMYfo3zWFLnHOBK'

/** Throws 422 `weak_password` with its reasons. */
export async function hashPassword(password: string | undefined): Promise<string> {
  if (password === undefined || password.length < SHORTEST) {
    throw new AuthError(422, 'weak_password', `Password should be at least ${SHORTEST} characters.`, {
      weak_password: { reasons: ['length'] },
    })
  }
  if (truncates(password)) throw invalid('Password cannot be longer than 72 bytes')
  return hash(password, COST)
}

export async function isPassword(password: string | undefined, stored: string | null | undefined): Promise<boolean> {
  const matches = await compare(password ?? '', stored || nobody)
  return matches && Boolean(stored)
}
