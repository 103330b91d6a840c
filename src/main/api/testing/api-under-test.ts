// For tests: the local API on the real database, with an owner at the window and whoever else signs up.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import type { Change } from '../../../shared/contract/session'
import { KithError } from '../../../shared/errors'
import { createGuests } from '../../app/guests'
import type { Guests } from '../../app/guests'
import { loadMastra, startAssistant } from '../../assistant/testing/start-assistant'
import { createPracticeModel } from '../../assistant/practice-model'
import type { LanguageModel } from '../../assistant/providers'
import { openDatabase, sessionInMemory } from '../../database'
import type { DatabaseClient } from '../../database'
import { migrationFiles } from '../../embedded/migration-files'
import { KEY, openProject, URL as PROJECT } from '../../embedded/testing/project'
import type { Project } from '../../embedded/testing/project'
import { callDirectly } from '../../router/direct'
import { openApiSettings, openSettings } from '../../settings'
import type { Settings } from '../../settings'
import { openLocalApi } from '../local-api'
import type { LocalApi } from '../local-api'
import type { OpenKith } from '../kith'
import type { BodyLimits } from '../read-body'
import type { StreamLimits } from '../streams'

export const PROFILE = '11111111-1111-4111-8111-111111111111'
export const ADDRESS = 'http://127.0.0.1:8787'
const PASSWORD = 'correct horse'

export interface Person {
  userId: string
  token: string
  refreshToken: string
  email: string
}

export interface AskOptions {
  token?: string
  body?: unknown
  headers?: Record<string, string>
  method?: string
  signal?: AbortSignal
}

export interface ApiUnderTest {
  api: LocalApi
  project: Project
  settings: Settings
  owner: Person
  database: DatabaseClient
  kith: OpenKith
  guests: Guests
  told: Change[]
  logged: string[]
  folder: string
  /** What is open; null: nobody is signed in. */
  open(kith: OpenKith | null): void
  /** The model that answers the owner from the next answer on. */
  answerWith(model: LanguageModel): void
  signUp(): Promise<Person>
  ask(path: string, options?: AskOptions): Promise<Response>
  /** The JSON of an answer, which has to be good. */
  get<T>(path: string, options?: AskOptions): Promise<T>
}

interface Given {
  limits?: { body?: BodyLimits; streams?: StreamLimits }
}

/** For all tests of a file: ready when the first begins. */
export function onApi(given: Given = {}): ApiUnderTest {
  const under = {} as ApiUnderTest
  const closing: (() => unknown)[] = []
  beforeAll(async () => {
    await loadMastra()
    Object.assign(under, await openApiUnderTest(given, closing))
  }, 180_000)
  afterAll(async () => {
    for (const close of closing.toReversed()) await close()
  })
  return under
}

async function openApiUnderTest({ limits }: Given, closing: (() => unknown)[]): Promise<ApiUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'kith-api-'))
  closing.push(() => rmSync(folder, { recursive: true }))
  const project = await openProject(migrationFiles)
  closing.push(() => project.db.close())
  const service = { url: PROJECT, publishableKey: KEY, fetch: project.fetch }

  const signUp = async (): Promise<Person> => {
    const email = `${crypto.randomUUID()}@example.com`
    const { data, error } = await project.client().auth.signUp({ email, password: PASSWORD })
    if (error || !data.session || !data.user) throw error ?? new Error('no session')
    const { access_token: token, refresh_token: refreshToken } = data.session
    return { userId: data.user.id, token, refreshToken, email }
  }

  const owner = await signUp()
  const database = openDatabase({ ...service, storage: sessionInMemory() })
  closing.push(() => database.close())
  await database.auth.signIn({ email: owner.email, password: PASSWORD })

  let model: LanguageModel = createPracticeModel({ wordDelay: 0 })
  const { assistant } = startAssistant({
    database: { call: database.call, forRun: database.forRun, userId: owner.userId },
    chooseModel: async () => ({
      model,
      facts: { provider: 'Scripted', host: 'scripted.example', model: 'scripted-1' },
    }),
  })
  closing.push(() => assistant.close())
  const kith: OpenKith = {
    assistant,
    embeddings: { question: async () => null } as unknown as OpenKith['embeddings'],
    database: { service, client: database, userId: owner.userId, profileId: PROFILE },
  }
  let open: OpenKith | null = kith

  const vault = new Map<string, string>()
  const settings = await openSettings({
    folder,
    vault: {
      kind: 'keychain',
      location: 'a test',
      get: async (name) => vault.get(name) ?? null,
      set: async (name, value) => void vault.set(name, value),
      delete: async (name) => void vault.delete(name),
    },
  })
  const prices = { of: async () => ({ context: null, price: null }) }
  const guests = createGuests({ device: 'here', settings, prices })
  closing.push(() => guests.close())

  const told: Change[] = []
  const logged: string[] = []
  const log = (event: string, reason: unknown) => void logged.push(`${event}: ${String(reason)}`)
  const api = await openLocalApi({
    version: '0.0.0',
    settings: await openApiSettings(folder, () => {}),
    logStore: { read: async () => null, write: async () => {} },
    async kith() {
      if (!open) throw new KithError('NOT_SIGNED_IN', {})
      return open
    },
    contractFor: (rights) => callDirectly(rights, (error) => log('unexpected', error)),
    guest: (userId, theirs) => guests.of(userId, theirs),
    tell: (change) => void told.push(change),
    log,
    ...(limits && { limits }),
  })
  closing.push(() => api.close())

  const ask = (path: string, { token, body, headers, method, signal }: AskOptions = {}) =>
    api.fetch(
      new Request(`${ADDRESS}${path}`, {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        headers: {
          host: '127.0.0.1:8787',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        ...(signal && { signal }),
      }),
    )

  return {
    api,
    project,
    settings,
    owner,
    database,
    kith,
    guests,
    told,
    logged,
    folder,
    open: (next) => void (open = next),
    answerWith: (next) => void (model = next),
    signUp,
    ask,
    async get<T>(path: string, options?: AskOptions) {
      const answer = await ask(path, options)
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${answer.status}: ${text}`)
      return JSON.parse(text) as T
    },
  }
}
