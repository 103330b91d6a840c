// The local API as its owner sees it in the settings: whether it is on, who may come in, and who came. What it answers is
// described by itself, see main/api.
import { z } from 'zod'
import { route, time, uuid } from './base'

export const API_KEY_NAME_LIMIT = 80

/** Of which personas: all, or one; null is the vault of no persona. */
export const keyPersonas = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('one'), personaId: uuid.nullable() }),
])
export type KeyPersonas = z.infer<typeof keyPersonas>

const keyName = z.string().trim().min(1).max(API_KEY_NAME_LIMIT)

/** A key without its secret, which nobody knows any more. */
export const apiKey = z.object({
  id: uuid,
  name: keyName,
  personas: keyPersonas,
  mayWrite: z.boolean(),
  createdAt: time,
  /** Null: good until it is taken back. */
  expiresAt: time.nullable(),
  lastUsedAt: time.nullable(),
})
export type ApiKey = z.infer<typeof apiKey>

export const apiState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('off') }),
  z.object({ kind: z.literal('on'), address: z.string() }),
  /** It was to be on, and the port cannot be had: another program has it, or the system refuses it. */
  z.object({ kind: z.literal('failed'), why: z.enum(['port-taken', 'port-refused']), reason: z.string() }),
])
export type ApiState = z.infer<typeof apiState>

/** 0: any that is free. */
export const apiPort = z.union([z.literal(0), z.int().min(1024).max(65_535)])

/** Whose pages may call: scheme, host and port, nothing behind. */
export const apiOrigin = z
  .string()
  .trim()
  .max(300)
  .refine((value) => isOrigin(value), 'An origin is http:// or https://, a host and perhaps a port.')

export const localApiView = z.object({
  state: apiState,
  port: z.int(),
  origins: z.array(z.string()),
  /** Of the account that is signed in, oldest first. */
  keys: z.array(apiKey),
})
export type LocalApiView = z.infer<typeof localApiView>

/** One request, without anything of what was asked or answered. */
export const apiAccess = z.object({
  at: time,
  /** Who: a key by its name, or an account by its id; neither where nobody was recognised. */
  keyName: z.string().nullable(),
  userId: uuid.nullable(),
  method: z.string(),
  /** The pattern of the route, such as /api/threads/:id/messages. */
  route: z.string(),
  status: z.int(),
  /** In milliseconds. */
  took: z.int(),
})
export type ApiAccess = z.infer<typeof apiAccess>

export const localApi = {
  view: route.output(localApiView),
  setOn: route.input(z.object({ isOn: z.boolean() })).output(localApiView),
  /** What is on moves there at once. */
  setPort: route.input(z.object({ port: apiPort })).output(localApiView),
  setOrigins: route.input(z.object({ origins: z.array(apiOrigin).max(20) })).output(localApiView),
  /** Its secret is in the answer and nowhere else ever. */
  createKey: route
    .input(z.object({ name: keyName, personas: keyPersonas, mayWrite: z.boolean(), expiresAt: time.nullable() }))
    .output(z.object({ secret: z.string(), view: localApiView })),
  /** At once, for what is being answered, too. Safe to repeat. */
  revokeKey: route.input(z.object({ keyId: uuid })).output(localApiView),
  /** Those of the account that is signed in, and of nobody who was recognised; newest first, 1,000 at most. */
  accesses: route.output(z.array(apiAccess)),
  clearAccesses: route.output(z.void()),
  /**
   * A short-lived access token of the session. Main writes it to the clipboard where it can, and the page never sees it;
   * where only the page can, as in a browser, it is in the answer to this one explicit act.
   */
  copyToken: route.output(z.object({ token: z.string().nullable(), expiresAt: time })),
}

function isOrigin(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && new URL(value).origin === value
}
