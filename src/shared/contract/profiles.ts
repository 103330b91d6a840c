// Which database Kith works with: the one in this computer, or a Supabase project.
import { z } from 'zod'
import { route, uuid } from './base'
import { accent } from './personas'

export const profile = z.object({
  id: uuid,
  kind: z.enum(['embedded', 'remote']),
  name: z.string(),
  colour: accent,
  /** Of a remote one: where the project answers. */
  url: z.string().nullable(),
})
export type Profile = z.infer<typeof profile>

/** How one signs in to a project, as its auth service says. */
export const signInWays = z.object({
  password: z.boolean(),
  signUp: z.boolean(),
  /** By a link in an e-mail. */
  link: z.boolean(),
  anonymous: z.boolean(),
  /** Names of providers, such as `github`. */
  oauth: z.array(z.string()),
})
export type SignInWays = z.infer<typeof signInWays>

export const listedProfile = profile.extend({
  /** Of a remote one. It is no secret: whoever has it can do nothing without an account. */
  publishableKey: z.string().nullable(),
  /** Messages that wait for the project to be reached, of the account that is signed in there. */
  waiting: z.int().min(0),
  /** Of all accounts: they go with the profile. */
  waitingOfAll: z.int().min(0),
  /** Made from the environment of this start, and written nowhere. */
  isOfThisStart: z.boolean(),
})
export type ListedProfile = z.infer<typeof listedProfile>

export const profileList = z.object({ openId: uuid, profiles: z.array(listedProfile) })
export type ProfileList = z.infer<typeof profileList>

const name = z.string().trim().min(1).max(60)
const address = z.object({
  url: z.string().trim().min(1).max(500),
  publishableKey: z.string().trim().min(1).max(2_000),
})

/** Ids are made by the caller. The embedded profile has no address. */
export const profileDraft = z.object({
  id: uuid,
  name,
  colour: accent,
  address: address.nullable(),
})
export type ProfileDraft = z.infer<typeof profileDraft>

/** What answered at an address. */
export const reachedProject = z.object({
  ways: signInWays,
  /** `none`: nothing of Kith's is there. `unversioned`: from before Kith could be asked. Else only who is signed in learns it. */
  schema: z.enum(['none', 'unversioned', 'there']),
})
export type ReachedProject = z.infer<typeof reachedProject>

/** What brings a project's database up to this Kith, in three ways. */
export const schemaUpdate = z.object({
  /** Names of the migrations that are missing. */
  missing: z.array(z.string()),
  /** Lines for a terminal. */
  commands: z.object({ linked: z.array(z.string()), direct: z.array(z.string()) }),
  /** To be pasted into the project's SQL editor. */
  sql: z.string(),
})
export type SchemaUpdate = z.infer<typeof schemaUpdate>

export const profiles = {
  list: route.output(profileList),
  /**
   * Adds the profile or changes the one with its id; the one that is open is opened anew. At another address nobody is signed in
   * any more. Throws KEY_REFUSED, INVALID, and CONFLICT while messages wait for the project at the address it has.
   */
  save: route.input(profileDraft).output(profileList),
  /** Saves nothing. Throws KEY_REFUSED, DATABASE_UNREACHABLE, INVALID. */
  test: route.input(address).output(reachedProject),
  /** Takes away the entry, its settings, keys and session. What is in the project stays. The embedded one stays, too. */
  remove: route.input(z.object({ id: uuid })).output(profileList),
  /** Leaves the one that is open and opens this one. Resolves when it is open or is known not to open. */
  open: route.input(z.object({ id: uuid })).output(z.void()),
  /** How a project's database is brought up to this Kith. `missing`: names of migrations; null stands for all. Throws INVALID. */
  schemaUpdate: route
    .input(z.object({ url: z.string(), missing: z.array(z.string()).nullable() }))
    .output(schemaUpdate),
  /** Tries at once to reach the project, instead of at the next time. */
  reconnect: route.output(z.void()),
}
