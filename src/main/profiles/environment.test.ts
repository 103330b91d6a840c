import { expect, test } from 'vitest'
import { profileOfEnvironment } from './environment'

const serviceRole = ['{"alg":"HS256"}', '{"role":"service_role"}', 'x'].map((part) =>
  Buffer.from(part).toString('base64url'),
)
const there = { SUPABASE_URL: 'http://127.0.0.1:54321', SUPABASE_ANON_KEY: 'sb_publishable_x' }

test('names a profile of this start, the same one every time', () => {
  const profile = profileOfEnvironment(there)
  expect(profile).toMatchObject({ url: there.SUPABASE_URL, publishableKey: 'sb_publishable_x', isOfThisStart: true })
  expect(profileOfEnvironment(there)?.id).toBe(profile?.id)
  expect(profileOfEnvironment({ SUPABASE_URL: there.SUPABASE_URL })).toBeNull()
  expect(profileOfEnvironment({})).toBeNull()
})

test('never uses the key of service_role, wherever it stands', () => {
  const secret = serviceRole.join('.')
  const beside = profileOfEnvironment({ ...there, SUPABASE_SERVICE_ROLE_KEY: secret })
  expect(JSON.stringify(beside)).not.toContain(secret)
  expect(profileOfEnvironment({ SUPABASE_URL: there.SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY: secret })).toBeNull()
  expect(() => profileOfEnvironment({ ...there, SUPABASE_ANON_KEY: secret })).toThrowError(
    expect.objectContaining({ code: 'KEY_REFUSED', data: { why: 'secret' } }),
  )
})
