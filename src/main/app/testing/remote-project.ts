// A project with the embedded engine behind it, served on loopback, and accounts in it.
import { KEY, openProject } from '../../embedded/testing/project'
import { migrationFiles } from '../../embedded/migration-files'
import type { MigrationFile } from '../../embedded/migrate'
import { serveProject } from './served-project'
import type { ServedProject } from './served-project'

export interface RemoteProject extends ServedProject {
  publishableKey: string
  /** A session of a new account, as the client keeps it. */
  signUp(email: string): Promise<string>
  sql(text: string): Promise<Record<string, unknown>[]>
}

export async function openRemoteProject(files: MigrationFile[] = migrationFiles): Promise<RemoteProject> {
  const { db, gateway } = await openProject(files)
  const served = await serveProject((request) => answerSettings(request) ?? gateway(request))
  return {
    ...served,
    publishableKey: KEY,
    signUp: (email) => signUp(served.url, KEY, email),
    sql: async (text) => (await db.query<Record<string, unknown>>(text)).rows,
    async close() {
      await served.close()
      await db.close()
    },
  }
}

/** Over HTTP, as the client does. */
export async function signUp(url: string, key: string, email: string): Promise<string> {
  const response = await fetch(`${url}/auth/v1/signup`, {
    method: 'POST',
    headers: { apikey: key, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: 'correct horse battery', data: { name: 'Ada' } }),
  })
  const session = (await response.json()) as { expires_in: number }
  if (!response.ok) throw new Error(JSON.stringify(session))
  return JSON.stringify({ ...session, expires_at: Math.floor(Date.now() / 1000) + session.expires_in })
}

/** What GoTrue says about itself to whoever has the key; the embedded auth need not. */
export function answerSettings(request: Request): Promise<Response> | null {
  if (!request.url.includes('/auth/v1/settings')) return null
  const isKnown = request.headers.get('apikey') === KEY
  return Promise.resolve(
    isKnown
      ? Response.json({ external: { email: true, anonymous_users: false }, disable_signup: false })
      : Response.json({ message: 'Invalid API key' }, { status: 401 }),
  )
}
