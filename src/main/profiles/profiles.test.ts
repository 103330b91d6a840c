import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { EMBEDDED_PROFILE } from '../../shared/domain/embedded-profile'
import { compareSchema } from './compare-schema'
import { openProfiles } from './profiles'
import { projectAddress } from './project-address'
import { refuseSecretKey } from './publishable-key'
import { schemaUpdate } from './schema-update'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-profiles-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const path = () => join(folder, 'profiles.json')
const draft = { id: randomUUID(), name: 'Work', colour: 'plum' as const }
const address = { url: 'https://abcdefgh.supabase.co/', publishableKey: 'sb_publishable_x' }

describe('the list of profiles', () => {
  test('begins with this computer, and comes back with what was added, readable by its owner alone', async () => {
    const profiles = await openProfiles(folder, null)
    expect(profiles.all()).toMatchObject([{ id: EMBEDDED_PROFILE, kind: 'embedded' }])
    await profiles.save({ ...draft, address })
    await profiles.choose(draft.id)
    expect(statSync(path()).mode & 0o077).toBe(0)
    const again = await openProfiles(folder, null)
    expect(again.present()).toMatchObject({ ...draft, url: 'https://abcdefgh.supabase.co', kind: 'remote' })
    expect(again.device).toBe(profiles.device)
    await again.remove(draft.id)
    expect(again.present().id).toBe(EMBEDDED_PROFILE)
    await expect(again.remove(EMBEDDED_PROFILE)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  })

  test('sets a damaged file aside, says so, and overwrites nothing', async () => {
    writeFileSync(path(), '{"version": 1, "remotes": [')
    const { notices } = await openProfiles(folder, null)
    expect(notices).toMatchObject([{ kind: 'profiles-unreadable' }])
    const kept = readdirSync(folder).find((name) => name.startsWith('profiles.unreadable-')) ?? ''
    expect(readFileSync(join(folder, kept), 'utf8')).toBe('{"version": 1, "remotes": [')
  })

  test('carries along what only a newer Kith knows', async () => {
    const profiles = await openProfiles(folder, null)
    await profiles.save({ ...draft, address })
    const written = JSON.parse(readFileSync(path(), 'utf8')) as { remotes: object[] }
    const newer = { ...written, shelf: 3, remotes: written.remotes.map((one) => ({ ...one, mood: 'calm' })) }
    writeFileSync(path(), JSON.stringify(newer))
    await (await openProfiles(folder, null)).save({ ...draft, name: 'Home', address })
    expect(JSON.parse(readFileSync(path(), 'utf8'))).toMatchObject({
      shelf: 3,
      remotes: [{ name: 'Home', mood: 'calm' }],
    })
  })

  test('opens what the environment names for this start, and writes nothing of it', async () => {
    const id = randomUUID()
    const ofThisStart = {
      ...draft,
      id,
      kind: 'remote' as const,
      url: 'http://127.0.0.1:1',
      publishableKey: 'k',
      isOfThisStart: true,
    }
    const profiles = await openProfiles(folder, ofThisStart)
    expect(profiles.present().id).toBe(id)
    await profiles.choose(EMBEDDED_PROFILE)
    await profiles.choose(id)
    expect(readFileSync(path(), 'utf8')).not.toContain(id)
    expect((await openProfiles(folder, null)).present().id).toBe(EMBEDDED_PROFILE)
  })
})

const jwt = (claims: object) => ['{"alg":"HS256"}', JSON.stringify(claims), 'signed'].map(base64).join('.')
const base64 = (text: string) => Buffer.from(text).toString('base64url')

test.each([
  ['a secret key', 'sb_secret_abc'],
  ['an access token of the command line', 'sbp_abc'],
  ['the JWT of service_role', jwt({ role: 'service_role' })],
  ['the JWT of any other role', jwt({ role: 'supabase_admin' })],
  ['somebody’s own access token', jwt({ role: 'authenticated', sub: 'x' })],
  ['a JWT without a role', jwt({})],
])('refuses %s', async (_what, publishableKey) => {
  expect(() => refuseSecretKey(publishableKey)).toThrowError(
    expect.objectContaining({ code: 'KEY_REFUSED', data: { why: 'secret' } }),
  )
  const profiles = await openProfiles(folder, null)
  await expect(profiles.save({ ...draft, address: { ...address, publishableKey } })).rejects.toMatchObject({
    code: 'KEY_REFUSED',
  })
  expect(profiles.all()).toHaveLength(1)
})

test.each(['sb_publishable_abc', jwt({ role: 'anon' }), 'any.other.text', 'plain'])('takes %s', (key) => {
  expect(() => refuseSecretKey(key)).not.toThrow()
})

test.each([
  ['abcdefgh.supabase.co', 'https://abcdefgh.supabase.co'],
  ['https://abcdefgh.supabase.co/rest/v1/', 'https://abcdefgh.supabase.co'],
  ['https://supabase.com/dashboard/project/abcdefgh/settings/api', 'https://abcdefgh.supabase.co'],
  ['http://127.0.0.1:54321', 'http://127.0.0.1:54321'],
  ['http://192.168.1.4:8000/', 'http://192.168.1.4:8000'],
  ['https://example.com/project/', 'https://example.com/project'],
])('reads the address %s as %s', (typed, url) => {
  expect(projectAddress(typed)).toBe(url)
})

test('takes no name for a number, however it begins, and every number of this computer and of a house', () => {
  const byte = fc.integer({ min: 0, max: 255 })
  const near = fc.oneof(
    fc.tuple(fc.constantFrom(10, 127), byte, byte, byte),
    fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
    fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
  )
  const name = fc.domain().filter((domain) => !/\.local(host)?$/.test(domain))
  fc.assert(
    fc.property(near, fc.integer({ min: 1, max: 4 }), name, (numbers, count, domain) => {
      expect(projectAddress(`http://${numbers.join('.')}`)).toBe(`http://${numbers.join('.')}`)
      expect(() => projectAddress(`http://${numbers.slice(0, count).join('.')}.${domain}`)).toThrow('INVALID')
    }),
    { numRuns: 300 },
  )
})

test.each(['', 'http://example.com', 'ftp://example.com', 'https://name:word@example.com', 'javascript:alert(1)'])(
  'takes %s for no address',
  (typed) => {
    expect(() => projectAddress(typed)).toThrowError(expect.objectContaining({ code: 'INVALID' }))
  },
)

describe('the schema of a project', () => {
  const ours = ['20260101000000_a.sql', '20260102000000_b.sql'].map((file) => ({ file, sql: 'select 1;' }))
  const applied = (version: string, isOfKith = true) => ({ version, isOfKith })

  test('lacks what is not in its list, whatever others have put between', () => {
    const there = [applied('20260101000000'), applied('20260101120000', false), applied('20270101000000', false)]
    expect(compareSchema(ours, there)).toEqual({ missing: [ours[1]], newer: null })
  })

  test('is newer when a later migration speaks of Kith', () => {
    const there = [applied('20260101000000'), applied('20260102000000'), applied('20270101000000')]
    expect(compareSchema(ours, there)).toEqual({ missing: [], newer: '20270101000000' })
  })

  test('is brought up with the lines of the command line for its kind of project', () => {
    expect(schemaUpdate('https://abcdefgh.supabase.co', ours).commands.linked).toEqual([
      'supabase link --project-ref abcdefgh',
      'supabase db push',
    ])
    expect(schemaUpdate('http://127.0.0.1:54321', ours).commands).toEqual({
      linked: ['supabase migration up'],
      direct: ['supabase db push --db-url "postgresql://postgres:[YOUR-PASSWORD]@127.0.0.1:54322/postgres"'],
    })
  })
})
