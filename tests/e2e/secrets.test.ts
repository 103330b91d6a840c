// Where secrets lie: in the vault, and nowhere else. A Kith is given some that can be recognised, is used, fails, crashes and
// writes a report; then everything it keeps, says and shows is searched for them.
import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashPassword } from '../../src/main/embedded/auth/passwords'
import { startPglite } from '../../src/main/embedded/start-pglite'
import { findInFolder } from '../support/find-text'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { startModelServer } from '../support/model-server'
import type { ModelServer } from '../support/model-server'
import { passingFolder } from '../support/passing-folder'
import { ask, eventually, expectAnswer, expectText, openNewThread, say } from './steps/conversation'
import { closeSettings, connectProvider, field, openSettings } from './steps/providers'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { describeOn, targets } from './targets'

const marked = (what: string) => `${what}-${randomBytes(18).toString('hex')}`

// Real Electron would ask the keychain of whoever runs the tests.
describeOn(targets.filter((target) => target !== 'electron'))('what is secret (%s)', (target) => {
  const secrets = {
    'provider key': marked('provider'),
    'secret of a server': marked('server'),
    password: marked('Pw'),
    'wrong password': marked('wrong'),
  }
  /** Anybody's: Kith makes none of this form but for sessions. */
  const accessToken = /eyJ[\w-]{10,}\.eyJ[\w-]{10,}\./
  const received: string[] = []
  const second = randomUUID()
  let kith: Kith
  let server: ModelServer
  let screen: Screen

  function listen(): void {
    // In Electron what the page receives comes over a port, which nobody can listen to from outside.
    kith.page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => received.push(payload.toString('latin1'))),
    )
    kith.page.on('response', (response) => received.push(JSON.stringify(response.headers())))
  }

  beforeAll(async () => {
    server = await startModelServer()
    // Made by Kith, so that its rights are Kith's choice.
    kith = await launchKith({ target, dataFolder: join(passingFolder('data'), 'kith') })
    listen()
    await kith.page.reload()
    screen = screenOf(kith.page)
    await screen.composer.waitFor()
    await use()
    await lockSecondAccount()
    await crash()
    await saveReport()
    await kith.stop()
  }, 300_000)
  afterAll(async () => {
    await kith.stop()
    await server.close()
  })

  /** A provider and a server of tools with secrets, answers, and failures that repeat the key. */
  async function use(): Promise<void> {
    const provider = { kind: 'OpenAI-compatible', name: 'Scripted', address: server.url } as const
    await connectProvider(screen, { ...provider, key: secrets['provider key'], model: 'practice-small' })
    await addServerWithSecret()
    await openNewThread(screen)
    server.setScript({ text: 'Good morning.' })
    await ask(screen, 'Good morning', 'Good morning.')
    for (const status of [401, 400, 500]) {
      const message = `Incorrect API key provided: ${secrets['provider key']}.`
      server.setScript({ status, body: JSON.stringify({ error: { message, type: 'x', code: 'invalid_api_key' } }) })
      await openNewThread(screen)
      await say(screen, `What about ${status}?`)
      await expectAnswer(screen, 'failed')
    }
    expect(server.requests.length).toBeGreaterThan(3)
    await openSettings(screen)
    await screen.button('Back up now').click()
    await eventually(async () =>
      expect(await screen.page.getByRole('button', { name: /^Go back to / }).count()).toBe(1),
    )
    await closeSettings(screen)
  }

  async function addServerWithSecret(): Promise<void> {
    await openSettings(screen)
    await screen.button('Add a server').click()
    const form = screen.page.getByRole('form', { name: 'Add a server' })
    await form.getByLabel('Name', { exact: true }).first().fill('Desk')
    await field(screen, 'Program').fill(process.execPath)
    await field(screen, 'Arguments').fill(join(import.meta.dirname, '../support/mcp-server/stdio.mjs'))
    await form.getByRole('button', { name: 'Add a value' }).click()
    await form.getByLabel('Name', { exact: true }).last().fill('DESK_TOKEN')
    await form.getByLabel('Value', { exact: true }).fill(secrets['secret of a server'])
    await form.getByRole('button', { name: 'Test', exact: true }).click()
    await form.getByText('It answers, with 2 tools:').waitFor()
    await form.getByRole('button', { name: 'Save', exact: true }).click()
    await form.waitFor({ state: 'detached' })
    await closeSettings(screen)
  }

  /** From now on somebody is asked for a password, and gives a wrong one first. */
  async function lockSecondAccount(): Promise<void> {
    await kith.stop()
    const db = await startPglite(join(kith.dataFolder, 'database/pgdata'))
    await db.query(
      `insert into auth.users (instance_id, id, aud, role, email, encrypted_password, raw_app_meta_data,
         raw_user_meta_data, created_at, updated_at)
       select instance_id, $1, aud, role, $2, $3, raw_app_meta_data, '{"name": "Second"}', now(), now() from auth.users`,
      [second, `${second}@local.invalid`, await hashPassword(secrets.password)],
    )
    await db.close()
    await kith.restart()
    listen()
    screen = screenOf(kith.page)
    await screen.page.getByRole('radio', { name: /Second/ }).check()
    for (const password of [secrets['wrong password'], secrets.password]) {
      await field(screen, 'Password').fill(password)
      await screen.button('Open').click()
      if (password === secrets['wrong password']) {
        await eventually(async () => expect(await field(screen, 'Password').inputValue()).toBe(''))
      }
    }
    await screen.composer.waitFor()
  }

  async function crash(): Promise<void> {
    await openNewThread(screen)
    await say(screen, 'Are you there?')
    await kith.kill()
  }

  async function saveReport(): Promise<void> {
    const controlFile = join(kith.dataFolder, 'database/pgdata/global/pg_control')
    const whole = readFileSync(controlFile)
    writeFileSync(controlFile, Buffer.alloc(whole.length))
    await kith.restart()
    listen()
    const { page } = screenOf(kith.page)
    await page.getByRole('button', { name: 'Save a report' }).click()
    await expectText(page.locator('body'), 'The report is in')
    await kith.stop()
    writeFileSync(controlFile, whole)
  }

  test('lies in the vault, and in no other file: not in database, backups, settings, reports or the browser', () => {
    const { dataFolder } = kith
    expect(readdirSync(dataFolder).filter((name) => name.startsWith('report-'))).toHaveLength(1)
    expect(readdirSync(join(dataFolder, 'database/backups')).length).toBeGreaterThan(0)
    const inVault = target === 'browser-host' ? ['provider key', 'secret of a server'] : []
    const found = findInFolder(dataFolder, { ...secrets, 'access token': accessToken })
    expect(found.toSorted()).toEqual(inVault.map((name) => `${name} in keys.json`))
    // What was to be found was looked for in the right place.
    // Where the vault is sealed, not even the names of what is in it can be read.
    const place = target === 'browser-host' ? 'keys.json' : 'settings.json'
    expect(findInFolder(dataFolder, { word: 'DESK_TOKEN' })).toContain(`word in ${place}`)
  })

  test('is not in the database either where it compresses what it stores', async () => {
    const db = await startPglite(join(kith.dataFolder, 'database/pgdata'))
    const { rows: tables } = await db.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    const found: string[] = []
    let messages = 0
    for (const { name } of tables) {
      const { rows } = await db.query<{ row: string }>(`select t::text as row from ${name} t`)
      if (name.endsWith('.ai_messages')) messages = rows.length
      for (const { row } of rows) {
        if (Object.values(secrets).some((secret) => row.includes(secret)) || accessToken.test(row)) found.push(name)
      }
    }
    await db.close()
    expect(messages).toBeGreaterThan(0)
    expect(found).toEqual([])
  })

  test('can be signed with by nobody who has the database or a backup of it', () => {
    const { signing } = JSON.parse(readFileSync(join(kith.dataFolder, 'database/keys.json'), 'utf8')) as {
      signing: { d: string }
    }
    expect(findInFolder(kith.dataFolder, { key: signing.d })).toEqual(['key in database/keys.json'])
  })

  test('is readable by its owner alone', () => {
    // Reason to do nothing: Windows has no such bits, its folders of people are closed by themselves.
    if (process.platform === 'win32') return
    const mode = (name: string) => statMode(join(kith.dataFolder, name))
    expect(mode('.')).toBe('700')
    expect(mode('keys.json')).toBe('600')
    expect(mode('database/keys.json')).toBe('600')
  })

  test('is not said in the terminal, nor told to the page', () => {
    const said = kith.logs()
    const all = Object.entries(secrets)
    expect(all.filter(([, secret]) => said.includes(secret))).toEqual([])
    expect(all.filter(([, secret]) => received.some((text) => text.includes(secret)))).toEqual([])
    expect(accessToken.test(said)).toBe(false)
    expect(received.filter((text) => accessToken.test(text))).toEqual([])
    if (target === 'browser-host') expect(received.some((text) => text.includes('Good morning.'))).toBe(true)
  })
})

function statMode(path: string): string {
  return (statSync(path).mode & 0o777).toString(8)
}
