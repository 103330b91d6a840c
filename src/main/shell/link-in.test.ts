import { expect, test } from 'vitest'
import { linkIn } from './link-in'

test('finds the address a start was given', () => {
  expect(linkIn(['/opt/kith', 'kith://auth/callback?code=1'])).toBe('kith://auth/callback?code=1')
  expect(linkIn(['electron', '.', '--allow-file-access-from-files', 'KITH://auth/callback'])).toBe(
    'KITH://auth/callback',
  )
})

test.each([
  [['/opt/kith']],
  [['/opt/kith', 'https://example.org']],
  // Not the last: somebody has put more there than the system does.
  [['/opt/kith', 'kith://auth/callback', '/etc/passwd']],
  [['/opt/kith', '--url=kith://auth/callback']],
  [['/opt/kith', `kith://auth/callback?${'x'.repeat(3_000)}`]],
])('finds nothing else: %j', (argv) => {
  expect(linkIn(argv)).toBeNull()
})
