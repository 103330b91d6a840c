import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Profile } from '../../shared/contract/profiles'
import type { SessionState } from '../../shared/contract/session'
import { EMBEDDED_PROFILE } from '../../shared/domain/embedded-profile'

// Main as it speaks to the page: what it says arrives where the session listens.
async function followedSession() {
  vi.resetModules()
  const listeners: ((value: SessionState) => void)[] = []
  vi.doMock('./forgotten', () => ({ dropForgotten: () => Promise.resolve() }))
  vi.doMock('../wire/rpc', () => ({ rpc: {}, queries: {} }))
  vi.doMock('../wire/subscribe', () => ({
    subscribe: ({ onValue }: { onValue: (value: SessionState) => void }) => {
      listeners.push(onValue)
      return () => {}
    },
  }))
  const { followSession, useSession } = await import('./session')
  const { queryClient } = await import('../wire/query-client')
  followSession()
  return {
    session: useSession.getState,
    say: (state: SessionState) => listeners[0]?.(state),
    listeners,
    queryClient,
  }
}

const profile: Profile = { id: EMBEDDED_PROFILE, kind: 'embedded', name: '', colour: 'graphite', url: null }
const ready: SessionState = {
  phase: 'ready',
  host: 'browser',
  profile,
  account: { id: '00000000-0000-4000-8000-000000000000', name: 'owner', email: null, isAnonymous: false },
  database: { kind: 'embedded', folder: 'folder', isReadOnly: false },
  notices: [],
}
const starting: SessionState = { phase: 'starting', step: 'database' }
const failed: SessionState = {
  phase: 'failed',
  failure: { code: 'DATABASE_FAILED', data: { reason: 'It ended.' } },
  profile,
}

describe('the session', () => {
  let page: Awaited<ReturnType<typeof followedSession>>
  beforeEach(async () => {
    page = await followedSession()
  })

  it('was never ready when main fails at its start', () => {
    page.say(starting)
    page.say(failed)
    expect(page.session()).toMatchObject({ state: failed, ready: null })
  })

  it('keeps what was ready when main fails or starts behind an open window', () => {
    page.say(ready)
    page.say(failed)
    expect(page.session()).toMatchObject({ state: failed, ready })
    page.say(starting)
    expect(page.session()).toMatchObject({ state: starting, ready })
  })

  it('reads again what is shown when main is ready again, and not before', () => {
    page.say(ready)
    page.queryClient.setQueryData(['shown'], 'as it was')
    const isOutdated = () => page.queryClient.getQueryState(['shown'])?.isInvalidated
    page.say(failed)
    page.say(starting)
    expect(isOutdated()).toBe(false)
    page.say(ready)
    expect(isOutdated()).toBe(true)
  })

  it('listens for changes once, however often main becomes ready', () => {
    for (const state of [starting, ready, failed, starting, ready]) page.say(state)
    expect(page.listeners).toHaveLength(2)
  })
})
