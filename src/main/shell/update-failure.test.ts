import { describe, expect, test } from 'vitest'
import { updateFailed } from './update-failure'

const failing = (message: string, code?: string) => Object.assign(new Error(message), code && { code })

describe('why an update failed', () => {
  test.each([
    ['unpublished', failing('Cannot find channel "latest-linux.yml"', 'ERR_UPDATER_CHANNEL_FILE_NOT_FOUND')],
    ['untrusted', failing('sha512 checksum mismatch', 'ERR_CHECKSUM_MISMATCH')],
    ['unreachable', failing('connect ECONNREFUSED 127.0.0.1:9', 'ECONNREFUSED')],
    ['unreachable', failing('getaddrinfo ENOTFOUND', 'ENOTFOUND')],
    ['unreachable', failing('net::ERR_INTERNET_DISCONNECTED')],
    ['unreachable', failing('503', 'HTTP_ERROR_503')],
    ['other', failing('the disk is full', 'ENOSPC')],
    ['other', 'something thrown'],
  ])('is told: %s', (why, error) => {
    expect(updateFailed(error).data.why).toBe(why)
  })

  test('is kept in one line, however much was said', () => {
    expect(updateFailed(failing(`Cannot parse releases feed\n${'<entry>'.repeat(1_000)}`)).data.reason).toBe(
      'Cannot parse releases feed',
    )
    expect(updateFailed(failing('x'.repeat(1_000))).data.reason).toHaveLength(300)
  })
})
