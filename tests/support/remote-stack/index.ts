// The parts of a real Supabase project on one loopback origin: PostgreSQL behind PostgREST, with the embedded auth service in front
// of the same database. `KITH_E2E_PROJECT_URL` and `KITH_E2E_PROJECT_KEY` name a project that runs already, as `supabase start`.
import { Client } from 'pg'
import { findStack } from '../../../scripts/bootstrap/postgres.mjs'
import { answerSettings } from '../../../src/main/app/testing/remote-project'
import { serveProject } from '../../../src/main/app/testing/served-project'
import type { ServedProject } from '../../../src/main/app/testing/served-project'
import { answerAuth } from '../../../src/main/embedded/auth/auth'
import { countPasswordAttempts } from '../../../src/main/embedded/auth/password-attempts'
import { newSigningKey } from '../../../src/main/embedded/keys'
import { createTokens } from '../../../src/main/embedded/tokens'
import { administer, makeTemplate, startCluster, TEMPLATE } from '../../../supabase/tests/support/cluster'
import { asPglite } from '../../../supabase/tests/support/pg-as-pglite'
import { PUBLISHABLE_KEY } from '../../../supabase/tests/support/people'
import { startPostgrest, throughGateway } from '../../../supabase/tests/support/postgrest'

export interface RemoteStack extends Pick<ServedProject, 'url'> {
  publishableKey: string
}

/** Whether there is one here, or can be. */
export function stackIsHere(): boolean {
  return process.env.KITH_E2E_PROJECT_URL !== undefined || !('missing' in findStack())
}

let started: Promise<RemoteStack> | null = null

/** One for all specs of a process; it ends with the process. */
export function remoteStack(): Promise<RemoteStack> {
  const { KITH_E2E_PROJECT_URL: url, KITH_E2E_PROJECT_KEY: publishableKey } = process.env
  if (url && publishableKey) return Promise.resolve({ url, publishableKey })
  return (started ??= startStack())
}

async function startStack(): Promise<RemoteStack> {
  const stack = findStack()
  if ('missing' in stack) throw new Error(stack.missing)
  const cluster = await startCluster(stack.bin)
  await makeTemplate(cluster)
  const { socketFolder } = cluster
  const database = 'kith_stack'
  const owner = { host: socketFolder, user: 'supabase_admin', database: 'postgres' }
  await administer(owner, `create database ${database} template ${TEMPLATE} owner postgres`)

  const client = new Client({ host: socketFolder, user: 'postgres', database })
  await client.connect()
  const db = inTurn(asPglite(client))
  const tokens = await createTokens(await newSigningKey(), 'http://stack.test/auth/v1')
  const rest = await startPostgrest({
    path: stack.postgrest,
    socketFolder,
    database,
    publicKeys: tokens.publicKeys,
  })
  const auth = { db, tokens, now: () => new Date(), attempts: countPasswordAttempts(), allowLocalAccounts: false }
  const served = await serveProject(async (request) => {
    const url = new URL(request.url)
    const path = /^\/auth\/v1(\/.*)$/.exec(url.pathname)?.[1]
    if (path === undefined) return throughGateway(rest.address, request)
    return answerSettings(request) ?? answerAuth(auth, request, url, path)
  })
  return { url: served.url, publishableKey: PUBLISHABLE_KEY }
}

/** One connection has one transaction at a time. */
function inTurn(db: ReturnType<typeof asPglite>): ReturnType<typeof asPglite> {
  let last: Promise<unknown> = Promise.resolve()
  const transaction: typeof db.transaction = (work) => {
    const done = last.then(() => db.transaction(work))
    last = done.catch(() => {})
    return done
  }
  return { ...db, transaction } as typeof db
}
