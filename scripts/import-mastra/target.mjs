// Where an import goes: the embedded database of this computer, or a Supabase project.
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { homedir, tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@supabase/supabase-js'
import { Obstacle, at } from '../bootstrap/project.mjs'
import { loadModule } from '../load-module.mjs'

/**
 * @param {{ folder?: string, vectorModel?: string, isDryRun?: boolean }} options of a dry run nothing reaches the folder
 * @returns {Promise<{ call: Function, userId: string, storage: object, close(): Promise<void> }>}
 */
export async function openTarget({ folder, vectorModel, isDryRun = false }) {
  const { PendingVectors, SupabaseMemoryStorage, SupabaseVector } = await loadModule('src/main/store/index.ts')
  const opened = process.env.SUPABASE_URL ? await openProject() : await openComputer(folder, isDryRun)
  const { call, userId } = opened
  const pendingVectors = new PendingVectors()
  const memory = new SupabaseMemoryStorage({ call, userId, pendingVectors, readAhead: false })
  const vectors = vectorModel ? { vectors: new SupabaseVector({ call, model: vectorModel, pendingVectors }) } : {}
  return { ...opened, storage: { memory, ...vectors } }
}

async function openComputer(folder, isDryRun) {
  const { dataFolder } = await loadModule('src/main/files/data-folder.ts')
  const data = folder ?? dataFolder({ platform: process.platform, env: process.env, home: homedir() })
  const database = join(data, 'database')
  if (!isDryRun) return openEmbedded(database)
  const beside = mkdtempSync(join(tmpdir(), 'kith-dry-run-'))
  const remove = () => rmSync(beside, { recursive: true, force: true })
  process.once('exit', remove)
  try {
    await copyDatabase(database, beside)
    const opened = await openEmbedded(beside)
    return { ...opened, close: () => opened.close().finally(remove) }
  } catch (error) {
    remove()
    throw error
  }
}

/** Opening a database makes it, migrates it and signs somebody in: a dry run does all that to a copy. */
async function copyDatabase(database, copy) {
  if (!existsSync(database)) return
  const { takeOwnerLock } = await loadModule('src/main/embedded/owner-lock.ts')
  const lock = takeOwnerLock(database)
  try {
    const isLeft = (name) => name.startsWith('owner.') || name === 'backups'
    for (const name of readdirSync(database)) {
      if (!isLeft(name)) cpSync(join(database, name), join(copy, name), { recursive: true })
    }
  } finally {
    lock.release()
  }
}

/** @param {string} folder of the database */
async function openEmbedded(folder) {
  const { openData } = await loadModule('src/main/embedded/open-data.ts')
  const { migrationFiles } = await loadModule('src/main/embedded/migration-files.ts')
  const { openDatabase } = await loadModule('src/main/database/index.ts')
  const prepared = at('out/database/prepared.tar.zst')
  const opened = await openData({ folder, preparedDatabase: existsSync(prepared) ? prepared : null }, migrationFiles)
  try {
    const { url, publishableKey } = opened.ready
    const database = openDatabase({
      url,
      publishableKey,
      fetch: (input, init) => opened.answer(new Request(input, init)),
      storage: { getItem: async () => null, setItem: async () => {}, removeItem: async () => {} },
    })
    const { id } = await database.signInLocal({ name: userInfo().username })
    return {
      call: database.call,
      userId: id,
      async close() {
        await database.close()
        await opened.close()
      },
    }
  } catch (error) {
    await opened.close()
    throw error
  }
}

async function openProject() {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, KITH_EMAIL, KITH_PASSWORD } = process.env
  if (!SUPABASE_PUBLISHABLE_KEY || !KITH_EMAIL || !KITH_PASSWORD) {
    throw new Obstacle('A Supabase project needs SUPABASE_PUBLISHABLE_KEY, KITH_EMAIL and KITH_PASSWORD, too.')
  }
  const client = createClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, { auth: { persistSession: false } })
  const { data, error } = await client.auth.signInWithPassword({ email: KITH_EMAIL, password: KITH_PASSWORD })
  if (error) throw new Obstacle(`${KITH_EMAIL} could not sign in: ${error.message}`)
  return {
    userId: data.user.id,
    async call(name, args, { signal } = {}) {
      const query = client.rpc(name, args)
      const answer = await (signal ? query.abortSignal(signal) : query)
      if (answer.error) throw Object.assign(new Error(answer.error.message), answer.error)
      return answer.data
    },
    close: async () => void (await client.auth.signOut({ scope: 'local' })),
  }
}
