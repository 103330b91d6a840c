// Every failure Kith expects, with the data a person needs to act on it. Nothing else crosses the
// contract: an error that is not in this table travels as an internal error without its text.
import { z } from 'zod'
import { accountErrorData } from './account-errors'

const provider = z.object({ provider: z.string(), host: z.string().optional(), status: z.number().optional() })

/** Error code → shape of its data. The words people read are in `errors-in-words.ts`. */
export const errorData = {
  /** The database could not be opened or answered with something unexpected. */
  DATABASE_FAILED: z.object({ reason: z.string() }),
  /** Another running Kith owns the data folder. `pid` is null when it could not be read. */
  DATABASE_BUSY: z.object({ folder: z.string(), pid: z.number().nullable() }),
  /** The database was made by a newer Kith. */
  DATABASE_NEWER: z.object({ version: z.string() }),
  /** The database cannot be opened, or a part of it cannot be read. It stays as it is; `backup` is the newest good one. */
  DATABASE_DAMAGED: z.object({
    folder: z.string(),
    reason: z.string(),
    /** `madeAt` is an ISO time. */
    backup: z.object({ file: z.string(), madeAt: z.string() }).nullable(),
  }),
  /** Nothing more can be written. */
  DISK_FULL: z.object({ folder: z.string() }),
  /** The folder belongs to somebody else or is read-only. */
  FOLDER_NOT_WRITABLE: z.object({ folder: z.string(), reason: z.string() }),
  /** A backup could not be made. */
  BACKUP_FAILED: z.object({ reason: z.string() }),
  /** A backup cannot be restored. What is there now was not touched. */
  BACKUP_UNUSABLE: z.object({ file: z.string(), reason: z.string() }),
  /** A migration failed; nothing of it was applied. `sqlState` is there when the database refused a statement. */
  MIGRATION_FAILED: z.object({
    file: z.string(),
    statement: z.number(),
    reason: z.string(),
    sqlState: z.string().optional(),
  }),
  /** A call needs a signed-in account and there is none. */
  NOT_SIGNED_IN: z.object({}),
  /**
   * It is not clear whose session to open: there are several accounts of this computer, or one with a password. `chosen`
   * is the one that was tried, `isRefused` that its password was not right.
   */
  ACCOUNT_UNCLEAR: z.object({
    accounts: z.array(
      z.object({ id: z.string(), name: z.string(), hasPassword: z.boolean(), lastUsedAt: z.string().nullable() }),
    ),
    chosen: z.string().nullable(),
    isRefused: z.boolean(),
  }),
  /** Whoever makes this call may not do this: only the owner may, or only read. */
  NOT_ALLOWED: z.object({ reason: z.string() }),
  /** What this was based on has changed meanwhile, or something still depends on it. */
  CONFLICT: z.object({ reason: z.string() }),
  /** The thing asked for does not exist, or belongs to somebody else: the two are never told apart. */
  NOT_FOUND: z.object({
    kind: z.enum(['thread', 'message', 'persona', 'memory', 'run', 'file', 'provider', 'server', 'tool', 'profile']),
  }),
  /** A value the database refused, with its own words. */
  INVALID: z.object({ reason: z.string() }),
  /** Longer than one message may be. Both are counted in UTF-16 code units. */
  MESSAGE_TOO_LONG: z.object({ length: z.number(), limit: z.number() }),
  /** The message alone is more than the model takes at once. In tokens, estimated. */
  QUESTION_TOO_LARGE: z.object({
    model: z.string(),
    tokens: z.number(),
    room: z.number(),
  }),
  /** A file cannot be attached. Nothing of it was stored. */
  FILE_REFUSED: z.object({
    name: z.string(),
    why: z.enum(['too-large', 'empty', 'kind', 'encoding', 'damaged', 'too-many-pixels']),
  }),
  /** A `.kith` file cannot be opened, and nothing of it was stored; or a thread does not fit into one. */
  THREAD_FILE_REFUSED: z.object({
    name: z.string(),
    why: z.enum(['too-large', 'not-kith', 'newer', 'damaged', 'too-many-messages', 'unreadable']),
  }),
  /** A thread could not be written into a file. */
  THREAD_NOT_SAVED: z.object({ reason: z.string() }),
  /** The thread is already being answered. */
  RUN_IN_PROGRESS: z.object({ runId: z.string() }),
  /** The settings or the key store could not be written. */
  SETTINGS_NOT_SAVED: z.object({ reason: z.string() }),
  /** The provider has no key yet. */
  PROVIDER_KEY_MISSING: provider,
  /** 401: the provider did not accept the key. */
  PROVIDER_KEY_REJECTED: provider,
  /** 403: the key is good and this is not allowed. */
  PROVIDER_FORBIDDEN: provider,
  /** 404: no such model, or not an endpoint of this kind. */
  PROVIDER_MODEL_UNKNOWN: provider.extend({ model: z.string() }),
  /** 429: too many requests or no credit left; `noCredit` when it says which. */
  PROVIDER_RATE_LIMITED: provider.extend({
    retryAfterSeconds: z.number().nullable(),
    noCredit: z.boolean().optional(),
  }),
  /** 400 and its kind: the provider refused this request. */
  PROVIDER_REFUSED: provider.extend({ reason: z.string() }),
  /** The model takes no images, or not these. The next try goes without them. */
  IMAGES_NOT_TAKEN: provider.extend({ model: z.string(), reason: z.string() }),
  /** 5xx. */
  PROVIDER_FAILED: provider.extend({ retryAfterSeconds: z.number().optional() }),
  /** No connection: DNS, refused, no network. */
  PROVIDER_UNREACHABLE: provider.extend({ reason: z.string() }),
  /** Connected, and then silence for longer than Kith waits. */
  PROVIDER_TIMEOUT: provider.extend({ seconds: z.number() }),
  /** The stream ended before the answer did. */
  STREAM_BROKEN: provider,
  /** The stream carried something that is not an answer. */
  STREAM_GARBLED: provider,
  /** Kith stopped (quit, crash, power) while this was being answered. */
  RUN_INTERRUPTED: z.object({}),
  /** The answer arrived and could not be stored. The text is kept on screen. */
  ANSWER_NOT_STORED: z.object({ reason: z.string() }),
  /** A newer Kith could not be asked for, fetched or installed. What runs stays as it is. */
  UPDATE_FAILED: z.object({ why: z.enum(['unreachable', 'unpublished', 'untrusted', 'other']), reason: z.string() }),
  /** The project of a remote profile does not answer. `since` is an ISO time, null when it was never reached. */
  DATABASE_UNREACHABLE: z.object({ url: z.string(), reason: z.string(), since: z.string().nullable() }),
  /**
   * These migrations are missing in the project of a remote profile. Null: it is of before it could say which. `isEmpty`: nothing of
   * Kith's is there.
   */
  SCHEMA_OUTDATED: z.object({ url: z.string(), missing: z.array(z.string()).nullable(), isEmpty: z.boolean() }),
  /** `secret`: this key opens everything and Kith takes none such. `unknown`: the project does not know it. */
  KEY_REFUSED: z.object({ why: z.enum(['secret', 'unknown']) }),
  /** Belongs to the other kind of profile: there are no backups here of what lies elsewhere, and the other way round. */
  NOT_IN_THIS_PROFILE: z.object({}),
  ...accountErrorData,
} as const

export type ErrorCode = keyof typeof errorData
export type ErrorDataOf<C extends ErrorCode> = z.infer<(typeof errorData)[C]>

/** A failure as plain data: what is stored with a failed answer and what the screen shows. */
export type Failure = { [C in ErrorCode]: { code: C; data: ErrorDataOf<C> } }[ErrorCode]

/** An expected failure on its way to whoever can act on it. */
export class KithError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'KithError'
  constructor(
    readonly code: C,
    readonly data: ErrorDataOf<C>,
    options?: { cause?: unknown },
  ) {
    super(code, options)
  }

  /** The same as plain data, without stack and cause. */
  toFailure(): Failure {
    return { code: this.code, data: this.data } as Failure
  }
}

/** Reads a failure that was stored or sent. Unknown shapes give null, never an exception. */
export function parseFailure(value: unknown): Failure | null {
  const outer = z.object({ code: z.string(), data: z.unknown() }).safeParse(value)
  if (!outer.success || !(outer.data.code in errorData)) return null
  const code = outer.data.code as ErrorCode
  const data = errorData[code].safeParse(outer.data.data)
  return data.success ? ({ code, data: data.data } as Failure) : null
}
