import { expect, test } from 'vitest'
import { readCallback, readDeepLink } from './read-callback'

const state = 'a'.repeat(43)
const code = '0b9c5d3e-1111-4222-8333-444455556666'

test('reads what comes back with a code', () => {
  const callback = { state, code, problem: null }
  expect(readDeepLink(`kith://auth/callback?code=${code}&state=${state}`)).toEqual(callback)
  expect(readCallback(`?state=${state}&code=${code}&more=nothing`)).toEqual(callback)
})

test.each([
  ['error=access_denied&error_description=<script>', 'denied'],
  ['error=access_denied&error_code=otp_expired', 'expired'],
  ['error=server_error&error_code=unexpected_failure', 'refused'],
  ['message=Confirmation+link+accepted', 'half'],
])('reads of a refusal only what is known: %s', (query, problem) => {
  expect(readCallback(`?state=${state}&${query}`)).toEqual({ state, code: null, problem })
})

test.each([
  ['another place', `kith://settings?code=${code}&state=${state}`],
  ['a longer path', `kith://auth/callback/more?code=${code}&state=${state}`],
  ['a path that climbs', `kith://auth/../auth/callback/x?code=${code}&state=${state}`],
  ['another scheme', `https://auth/callback?code=${code}&state=${state}`],
  ['a user', `kith://me@auth/callback?code=${code}&state=${state}`],
  ['a port', `kith://auth:80/callback?code=${code}&state=${state}`],
  ['no state', `kith://auth/callback?code=${code}`],
  ['a state that is none of ours', `kith://auth/callback?code=${code}&state=short`],
  ['two states', `kith://auth/callback?code=${code}&state=${state}&state=${'b'.repeat(43)}`],
  ['two codes', `kith://auth/callback?code=${code}&code=x&state=${state}`],
  ['a code that is markup', `kith://auth/callback?code=%3Cb%3E&state=${state}`],
  ['a code without end', `kith://auth/callback?code=${'c'.repeat(300)}&state=${state}`],
  ['a token in place of a code', `kith://auth/callback?access_token=x&state=${state}`],
  ['a token behind the hash', `kith://auth/callback?state=${state}#access_token=x`],
  ['too much of anything', `kith://auth/callback?code=${code}&state=${state}&x=${'y'.repeat(3_000)}`],
  ['nothing', ''],
  ['no address', 'kith:'],
])('takes no address with %s', (_what, address) => {
  expect(readDeepLink(address)).toBeNull()
})
