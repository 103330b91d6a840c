// What electron-updater fails with, as one of Kith's own failures.
import { KithError } from '../../shared/errors'
import type { ErrorDataOf } from '../../shared/errors'

type Why = ErrorDataOf<'UPDATE_FAILED'>['why']

const whyByCode: Record<string, Why> = {
  ERR_UPDATER_CHANNEL_FILE_NOT_FOUND: 'unpublished',
  ERR_UPDATER_LATEST_VERSION_NOT_FOUND: 'unpublished',
  ERR_UPDATER_NO_PUBLISHED_VERSIONS: 'unpublished',
  ERR_CHECKSUM_MISMATCH: 'untrusted',
  ERR_UPDATER_INVALID_SIGNATURE: 'untrusted',
  ERR_UPDATER_INVALID_UPDATE_INFO: 'untrusted',
  ERR_UPDATER_INVALID_RELEASE_FEED: 'untrusted',
  ERR_UPDATER_INVALID_VERSION: 'untrusted',
  ERR_UPDATER_NO_CHECKSUM: 'untrusted',
}

/** Codes of Node's sockets and of Chromium's network, and what a server says that is not well. */
const unreachable = /^(?:E(?:CONN|NOTFOUND|TIMEDOUT|HOSTUNREACH|NETUNREACH|PIPE|AI_)|HTTP_ERROR_5)/

/** @param error whatever it threw. Its first line is kept for a bug report; the rest can hold whole pages. */
export function updateFailed(error: unknown): KithError<'UPDATE_FAILED'> {
  const { code, message } = Object.assign({ code: '', message: '' }, error instanceof Error ? readable(error) : {})
  const reason = (message || String(error)).split('\n', 1)[0]?.slice(0, 300) ?? ''
  const isAway = unreachable.test(code) || message.startsWith('net::ERR_')
  const why = whyByCode[code] ?? (isAway ? 'unreachable' : 'other')
  return new KithError('UPDATE_FAILED', { why, reason }, { cause: error })
}

function readable(error: Error): { code: string; message: string } {
  return { code: 'code' in error ? String(error.code) : '', message: error.message }
}
