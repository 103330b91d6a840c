import { MastraError } from '@mastra/core/error'
import { describe, expect, test } from 'vitest'
import { KithError } from '../../shared/errors'
import { openStorage, errorOf } from './testing/open-storage'
import { during } from './storage-errors'

describe('what the database answers becomes an error of Mastra with a stable id', () => {
  const answered = (code: string, hint: string | null = null) => ({ code, message: 'said', details: null, hint })
  const causes: [string, unknown, string, string][] = [
    ['an expired token', answered('PGRST303'), 'NOT_SIGNED_IN', 'USER'],
    ['a session that ended', new KithError('NOT_SIGNED_IN', {}, { cause: answered('PT401') }), 'NOT_SIGNED_IN', 'USER'],
    [
      'an unknown thread',
      new KithError('NOT_FOUND', { kind: 'thread' }, { cause: answered('PT404', 'thread') }),
      'NOT_FOUND',
      'USER',
    ],
    ['the same from supabase-js', answered('PT404', 'thread'), 'NOT_FOUND', 'USER'],
    ['a resource that is not the thread’s', answered('PT403', 'resource'), 'FOREIGN_OWNER', 'USER'],
    ['what this request may not', answered('PT403'), 'NOT_ALLOWED', 'USER'],
    ['row security', answered('42501'), 'NOT_ALLOWED', 'USER'],
    ['a value that is none', answered('22P02'), 'REFUSED', 'USER'],
    ['somebody who was first', answered('PT409'), 'CONFLICT', 'USER'],
    ['no answer', new KithError('DATABASE_FAILED', { reason: 'x' }, { cause: answered('') }), 'OFFLINE', 'THIRD_PARTY'],
    ['no answer to supabase-js', answered(''), 'OFFLINE', 'THIRD_PARTY'],
    ['no connection', new TypeError('fetch failed'), 'OFFLINE', 'THIRD_PARTY'],
    ['a disk that is full', answered('53100'), 'FAILED', 'THIRD_PARTY'],
    ['anything else', new Error('boom'), 'FAILED', 'THIRD_PARTY'],
  ]
  test.each(causes)('%s', async (_name, cause, kind, category) => {
    const error = await errorOf(during('LIST_MESSAGES', () => Promise.reject(cause)))
    expect(error).toMatchObject({ id: `MASTRA_STORAGE_KITH_LIST_MESSAGES_${kind}`, domain: 'STORAGE', category })
    expect(error.cause).toBeDefined()
  })

  test('with the SQLSTATE in its details, and the text for a person', async () => {
    const cause = new KithError('INVALID', { reason: 'x' }, { cause: answered('22023') })
    const error = await errorOf(during('LIST_MESSAGES', () => Promise.reject(cause)))
    expect(error.details).toMatchObject({ kind: 'REFUSED', sqlState: '22023' })
    expect(error.message).toBe('said (22023)')
  })
})

describe('on the database', () => {
  const open = openStorage()

  test('a missing thread, a foreign owner and a database that is gone are three things', async () => {
    const { storage, foreignResourceId, recorded } = open
    const now = new Date()
    const thread = { id: crypto.randomUUID(), resourceId: foreignResourceId, createdAt: now, updatedAt: now }
    expect((await errorOf(storage.saveThread({ thread }))).id).toBe('MASTRA_STORAGE_KITH_SAVE_THREAD_FOREIGN_OWNER')
    const missing = await errorOf(storage.updateThread({ id: thread.id, title: 'x' }))
    expect(missing).toMatchObject({ id: 'MASTRA_STORAGE_KITH_UPDATE_THREAD_NOT_FOUND', details: { sqlState: 'PT404' } })
    recorded.fail(new TypeError('fetch failed'))
    const offline = await errorOf(storage.getThreadById({ threadId: thread.id }))
    expect(offline).toMatchObject({ id: 'MASTRA_STORAGE_KITH_GET_THREAD_BY_ID_OFFLINE', category: 'THIRD_PARTY' })
  })

  test('what cannot be done safely is refused by its name', async () => {
    const error = await errorOf(open.storage.dangerouslyClearAll())
    expect(error.message).toBe('dangerouslyClearAll is not supported by the Kith store')
    expect(error).toBeInstanceOf(MastraError)
    expect(open.recorded.names).toEqual([])
  })
})
