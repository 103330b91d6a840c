export { createAccounts } from './create-accounts'
export type { Accounts, CallbackOutcome } from './create-accounts'
export type { PresentDatabase } from './present-database'
export { readCallback, readDeepLink } from './read-callback'
