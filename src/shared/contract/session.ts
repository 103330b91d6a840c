// Is Kith ready, with which account and database; and what changed elsewhere.
import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { pagePhases } from '../domain/start-phases'
import { route, time, uuid } from './base'
import { forgetTarget } from './forgetting'
import { profile, signInWays } from './profiles'

export const failure = z.object({ code: z.string(), data: z.unknown() })

/** Something the person should know once. */
export const notice = z.discriminatedUnion('kind', [
  /** The settings could not be read: kept aside as `keptAs`, defaults are in use. */
  z.object({ kind: z.literal('settings-unreadable'), keptAs: z.string() }),
  /** The owner's list of prices cannot be read: it is not used, and stays as it is. */
  z.object({ kind: z.literal('prices-unreadable'), path: z.string(), reason: z.string() }),
  /** Keys lie in a file only this account of the computer can read, because there is no keychain here. */
  z.object({ kind: z.literal('vault-is-a-file'), path: z.string() }),
  /** The data lies on a network drive of this kind (`nfs4`, `cifs`), where locks and writes may not hold. */
  z.object({ kind: z.literal('network-drive'), drive: z.string(), folder: z.string() }),
  /** Chromium's sandbox is off: this Linux keeps from Kith what it needs, and whoever started Kith went on without. */
  z.object({ kind: z.literal('no-sandbox') }),
  /** Answers that were being written when Kith stopped; their half is kept. */
  z.object({ kind: z.literal('runs-interrupted'), count: z.number() }),
  /** The last Kith did not end in order: a crash, a power cut, a kill. Found as this one started. */
  z.object({ kind: z.literal('ended-badly'), foundAt: time }),
  /** The daily backup cannot be made since then; why the last one was not. */
  z.object({ kind: z.literal('backup-failed'), since: time, reason: z.string() }),
  /** The newest backup is of a database with damaged parts. */
  z.object({ kind: z.literal('backup-damaged'), madeAt: time }),
  /** The list of profiles could not be read: kept aside as `keptAs`. */
  z.object({ kind: z.literal('profiles-unreadable'), keptAs: z.string() }),
])
export type Notice = z.infer<typeof notice>

/** What a start is at. All but the first and the last are rare, and can take minutes. */
export const startingStep = z.enum(['database', 'restoring', 'backing-up', 'migrating', 'account'])

const host = z.enum(['electron', 'browser'])
const account = z.object({ id: uuid, name: z.string(), email: z.string().nullable(), isAnonymous: z.boolean() })

export const sessionState = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('starting'), step: startingStep }),
  z.object({
    phase: z.literal('ready'),
    host,
    profile,
    account,
    database: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('embedded'),
        folder: z.string(),
        /** It is of an older version, after an update that failed: everything can be read and nothing be changed. */
        isReadOnly: z.boolean(),
      }),
      z.object({
        kind: z.literal('remote'),
        url: z.string(),
        isReadOnly: z.boolean(),
        isOnline: z.boolean(),
        /** Not to be reached since then. */
        offlineSince: time.nullable(),
        /** How many messages wait to be sent. */
        waiting: z.int().min(0),
      }),
    ]),
    notices: z.array(notice),
    /** This start is traced: the page says once how its own part went. */
    isTraced: z.literal(true).optional(),
  }),
  z.object({
    phase: z.literal('signed-out'),
    host,
    profile,
    /** Null while the project cannot be reached. */
    ways: signInWays.nullable(),
    /** Why the last session is over, when it was not signed out: its time, somebody elsewhere, or the project's word. */
    ended: z.enum(['expired', 'elsewhere', 'refused']).nullable(),
    /** Not to be reached since then. */
    offlineSince: time.nullable(),
  }),
  z.object({ phase: z.literal('failed'), failure, profile }),
])
export type SessionState = z.infer<typeof sessionState>
export type SignedOutState = Extract<SessionState, { phase: 'signed-out' }>

/** Something in the database is new; whoever shows it reads it again. */
export const change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('threads'), threadId: uuid }),
  /** What waits in a thread for a project that cannot be reached. */
  z.object({ kind: z.literal('waiting'), threadId: uuid }),
  z.object({ kind: z.literal('personas') }),
  z.object({ kind: z.literal('memories'), personaId: uuid.nullable() }),
  z.object({ kind: z.literal('settings') }),
  /** Another profile is there, or one is gone or looks otherwise. */
  z.object({ kind: z.literal('profiles') }),
  /** Something is gone for good. Windows are told what was asked for, to forget what they themselves hold of it. */
  z.object({ kind: z.literal('forgotten'), target: forgetTarget }),
])
export type Change = z.infer<typeof change>

export const session = {
  /** The present state at once, then every change of it, until the caller stops listening. */
  watch: route.output(eventIterator(sessionState)),
  /** Tries to start again after `failed`. */
  retry: route.output(z.void()),
  /** After ACCOUNT_UNCLEAR: opens this account, now and at every start. Throws ACCOUNT_UNCLEAR again. */
  signIn: route.input(z.object({ account: uuid, password: z.string().min(1).max(200).optional() })).output(z.void()),
  /** Changes made by any window or run from now on. */
  changes: route.output(eventIterator(change)),
  /** How the start went in the page: when each phase was over, in milliseconds since 1970. */
  reportStart: route
    .input(z.array(z.object({ phase: z.enum(pagePhases), at: z.number().positive() })).max(20))
    .output(z.void()),
}
