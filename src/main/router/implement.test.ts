import { call, ORPCError } from '@orpc/server'
import { describe, expect, test, vi } from 'vitest'
import { KithError } from '../../shared/errors'
import type { RouterContext, Services } from './context'
import { route, stream } from './implement'

const threadId = '00000000-0000-4000-8000-000000000001'

function contextThat(onUnexpectedError: (error: unknown) => void): RouterContext {
  const unused = () => {
    throw new Error('not part of this test')
  }
  return {
    settings: new Proxy({} as RouterContext['settings'], { get: unused }),
    prices: { learn: unused, of: unused },
    lifecycle: new Proxy({} as RouterContext['lifecycle'], { get: unused }),
    accounts: new Proxy({} as RouterContext['accounts'], { get: unused }),
    profiles: new Proxy({} as RouterContext['profiles'], { get: unused }),
    schemaUpdate: unused,
    leftBehind: new Proxy({} as RouterContext['leftBehind'], { get: unused }),
    updates: new Proxy({} as RouterContext['updates'], { get: unused }),
    desktop: new Proxy({} as RouterContext['desktop'], { get: unused }),
    localApi: new Proxy({} as RouterContext['localApi'], { get: unused }),
    diagnostics: new Proxy({} as RouterContext['diagnostics'], { get: unused }),
    threadFiles: new Proxy({} as RouterContext['threadFiles'], { get: unused }),
    versions: new Proxy({} as RouterContext['versions'], { get: unused }),
    installation: null,
    licences: unused,
    changes: { tell: unused, watch: unused },
    trace: { mark: unused },
    onUnexpectedError,
  }
}

const never = contextThat((error) => {
  throw error
})

test('a window that shows another profile than the open one reaches nothing of it', async () => {
  const present = { present: () => ({ id: 'open' }) } as unknown as RouterContext['profiles']
  const meaning = (profile: string) => ({
    context: { ...never, profiles: present, reqHeaders: new Headers({ 'x-kith-profile': profile }) },
  })
  const takeBack = route.chat.takeBack.handler(() => {})
  const said = { threadId, messageId: threadId }
  const path = ['chat', 'takeBack']
  await expect(call(takeBack, said, { path, ...meaning('other') })).rejects.toMatchObject({ code: 'CONFLICT' })
  await call(takeBack, said, { path, ...meaning('open') })
  const retry = route.session.retry.handler(() => {})
  await call(retry, undefined, { path: ['session', 'retry'], ...meaning('other') })
})

test('a window of another account than the open one reaches nothing of it, however long the database took to open', async () => {
  const takeBack = route.chat.takeBack.handler(async ({ context }) => void (await context.lifecycle.services()))
  const said = { threadId, messageId: threadId }
  const opening = Promise.withResolvers<Services>()
  const meaning = (account: string) => ({
    context: {
      ...never,
      lifecycle: { services: () => opening.promise } as RouterContext['lifecycle'],
      reqHeaders: new Headers({ 'x-kith-account': account }),
    },
  })
  const early = [call(takeBack, said, meaning('other')), call(takeBack, said, meaning('open'))]
  opening.resolve({ database: { userId: 'open' } } as Services)
  expect(await Promise.allSettled(early)).toMatchObject([
    { status: 'rejected', reason: { code: 'CONFLICT' } },
    { status: 'fulfilled' },
  ])
})

describe('a failure on its way to the page', () => {
  test('arrives with its code and its data when it is expected', async () => {
    const rename = route.threads.rename.handler(() => {
      throw new KithError('NOT_FOUND', { kind: 'thread' })
    })
    await expect(call(rename, { threadId, title: 'x' }, { context: never })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      data: { kind: 'thread' },
      defined: true,
    })
  })

  test('arrives without its text when nobody expected it, and is told to the log', async () => {
    const onUnexpectedError = vi.fn()
    const secret = new Error('connection to 10.0.0.1 with password hunter2 failed')
    const rename = route.threads.rename.handler(() => {
      throw secret
    })
    const failure = await call(rename, { threadId, title: 'x' }, { context: contextThat(onUnexpectedError) }).catch(
      (error: unknown) => error,
    )
    expect(failure).toBeInstanceOf(ORPCError)
    expect(JSON.stringify((failure as ORPCError<string, unknown>).toJSON())).not.toContain('hunter2')
    expect(onUnexpectedError).toHaveBeenCalledWith(secret)
  })

  test('says what was wrong with the input', async () => {
    const save = route.settings.saveProvider.handler(() => {
      throw new Error('must not be reached')
    })
    const draft = { id: threadId, kind: 'compatible', name: 'Mine', baseUrl: 'https://me:secret@host/v1', models: [] }
    await expect(call(save, draft as never, { context: never })).rejects.toMatchObject({
      code: 'INVALID',
      data: { reason: 'The address must not contain a password.' },
    })
  })

  test('arrives when a stream fails in the middle, after what came before it', async () => {
    const watch = route.chat.watch.handler(({ context }) =>
      stream(
        (async function* () {
          yield { type: 'snapshot' as const, run: null }
          throw new KithError('NOT_FOUND', { kind: 'thread' })
        })(),
        context,
      ),
    )
    const events: unknown[] = []
    const listening = async () => {
      for await (const event of await call(watch, { threadId }, { context: never })) events.push(event)
    }
    await expect(listening()).rejects.toMatchObject({ code: 'NOT_FOUND', data: { kind: 'thread' } })
    expect(events).toEqual([{ type: 'snapshot', run: null }])
  })
})
