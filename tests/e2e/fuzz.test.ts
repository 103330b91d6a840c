// Every call of the contract with random and hostile inputs, and frames that are no calls, over the socket a page uses, on
// the built app: bad input is refused in words, nothing inside is told, and Kith goes on.
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { ORPCError } from '@orpc/client'
import * as fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { contract } from '../../src/shared/contract'
import { hostileInput } from '../support/hostile-input'
import { enterHost, type EnteredHost, type PageClient } from '../support/page-client'
import { passingFolder } from '../support/passing-folder'
import { runProgram, type RunningProgram } from '../support/running-program'
import { root } from '../support/targets/target'
import { targets } from './targets'

interface Route {
  name: string
  path: string[]
  input: z.ZodType | undefined
}

function routesOf(node: unknown, path: string[] = []): Route[] {
  if (typeof node !== 'object' || node === null) return []
  if ('~orpc' in node) {
    const { inputSchema } = node['~orpc'] as { inputSchema?: z.ZodType }
    return [{ name: path.join('.'), path, input: inputSchema }]
  }
  return Object.entries(node).flatMap(([name, inner]) => routesOf(inner, [...path, name]))
}

const routes = routesOf(contract)
/** Stacks, files and SQL of Kith. */
const insides =
  /\\n\s+at |node_modules|\/out\/main|\bkith\.\w+\(|\b(?:select|insert into|update|delete from) \S+ (?:from|values|set|where)\b/i

/** For one route. A computer that is slow tries fewer. */
const budget = { calls: 25, milliseconds: 2_000 }

describe.runIf(targets.includes('browser-host'))('what a page can send (browser-host)', () => {
  const dataFolder = passingFolder('data')
  const ids: string[] = [crypto.randomUUID()]
  let program: RunningProgram
  let host: EnteredHost
  let page: PageClient

  beforeAll(async () => {
    program = runProgram([join(root, 'out/main/browser-host.js')], { KITH_DATA: dataFolder }, root)
    const [, link = ''] = await program.line(/^\[kith\] Open (\S+)$/m)
    host = await enterHost(link)
    page = await host.connect()
    ids.push(...(await page.rpc.personas.list()).map(({ id }) => id))
    ids.push(...(await say('Hello')))
  })
  afterAll(() => program.stop())
  beforeEach(async () => {
    if (page.socket.readyState !== page.socket.OPEN) page = await host.connect()
  })

  async function say(text: string): Promise<[threadId: string, messageId: string]> {
    const [threadId, messageId] = [crypto.randomUUID(), crypto.randomUUID()]
    await page.rpc.chat.send({ threadId, messageId, personaId: null, text })
    return [threadId, messageId]
  }

  /** What the call came to. Whatever it opened is closed again. */
  async function outcomeOf({ path }: Route, input: unknown): Promise<unknown> {
    const call = path.reduce<Record<string, unknown>>(
      (part, name) => part[name] as Record<string, unknown>,
      page.rpc as unknown as Record<string, unknown>,
    ) as unknown as (input: unknown, options: { signal: AbortSignal }) => Promise<unknown>
    try {
      const answer = await call(input, { signal: AbortSignal.timeout(20_000) })
      if (typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer) {
        await (answer as AsyncGenerator).return(undefined)
      }
      return null
    } catch (error) {
      return error
    }
  }

  /** What is wrong with it: a call is done or refused in words, and nothing inside Kith is told. */
  function wrongWith(outcome: unknown): string[] {
    if (outcome === null) return []
    if (!(outcome instanceof ORPCError)) return [`no answer: ${inspect(outcome)}`]
    const { code, data, message } = outcome as ORPCError<string, unknown>
    if (code === 'INTERNAL_SERVER_ERROR') return [`an internal error: ${program.logs().slice(-3_000)}`]
    const told = JSON.stringify({ code, data, message })
    const inside = [dataFolder, root, homedir(), host.secrets.cookie, host.secrets.key]
    return [...inside.filter((text) => told.includes(text)), ...(told.match(insides) ?? [])]
  }

  test('there are routes to try, and those without input are among them', () => {
    expect(routes.length).toBeGreaterThan(80)
    expect(routes.some(({ input }) => input === undefined)).toBe(true)
  })

  test.each(routes.filter(({ input }) => input !== undefined))('$name refuses what it cannot use', async (route) => {
    const end = performance.now() + budget.milliseconds
    const seed = Math.trunc(Math.random() * 2 ** 31)
    for (const input of fc.sample(hostileInput(route.input as z.ZodType, ids), { numRuns: budget.calls, seed })) {
      const wrong = wrongWith(await outcomeOf(route, input))
      if (wrong.length > 0) throw new Error(`${inspect(input).slice(0, 2_000)}\n${wrong.join('\n')}`)
      if (performance.now() > end) break
    }
  })

  test('calls without input do not mind one', async () => {
    for (const route of routes.filter(({ input, name }) => input === undefined && name !== 'database.backUp')) {
      for (const input of [{ __proto__: { x: 1 } }, 'x'.repeat(1_000_000), [null]]) {
        expect(wrongWith(await outcomeOf(route, input))).toEqual([])
      }
    }
  })

  test('what is nested without end is refused', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
    page.socket.send(`{"i":"deep","p":{"u":"/settings/set","b":{"json":${deep}}}}`)
    const target = { kind: 'thread', id: ids.at(-2) ?? '' } as const
    const outcome = await page.rpc.metadata.save({ target, key: 'deep', value: deep }).then(
      () => null,
      (error: unknown) => error,
    )
    expect(outcome).toMatchObject({ code: 'INVALID', data: { reason: 'This value is nested too deep.' } })
    await say('Is the database still there?')
  })

  test('frames that are no calls end the connection they came by, and no other', async () => {
    const good = JSON.stringify({ i: 'x', p: { u: '/about/versions' } })
    const frames = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.uint8Array({ maxLength: 200 }),
      fc.nat({ max: good.length - 1 }).map((end) => good.slice(0, end)),
      fc.json(),
    )
    await fc.assert(
      fc.asyncProperty(frames, async (frame) => {
        const stranger = await host.connect()
        stranger.socket.send(frame)
        expect(await stranger.closed).toBe(1007)
      }),
      { numRuns: 60, interruptAfterTimeLimit: 5_000 },
    )
    expect(page.socket.readyState).toBe(page.socket.OPEN)
  })

  test('a frame that is larger than any page sends ends its connection', async () => {
    const stranger = await host.connect()
    stranger.socket.send('x'.repeat(33 * 1024 * 1024))
    expect(await stranger.closed).toBe(1009)
  })

  test('a storm of calls that are taken back, and of pages that leave in the middle, is survived', async () => {
    const stranger = await host.connect()
    for (let count = 0; count < 2_000; count += 1) {
      stranger.socket.send(JSON.stringify({ i: String(count), p: { u: '/session/watch' } }))
      stranger.socket.send(JSON.stringify({ i: String(count), t: 4 }))
    }
    stranger.socket.terminate()
    await stranger.closed
    const leaving = await Promise.all(Array.from({ length: 50 }, () => host.connect()))
    for (const { socket } of leaving) {
      socket.send(JSON.stringify({ i: '1', p: { u: '/session/changes' } }))
      socket.terminate()
    }
    await Promise.all(leaving.map(({ closed }) => closed))
  })

  test('after all of it Kith runs, answers, and has lost nothing of what it keeps', async () => {
    const watch = await page.rpc.session.watch()
    expect((await watch.next()).value).toMatchObject({ phase: 'ready' })
    await watch.return()
    await say('Still there?').catch((e) => {
      throw new Error(JSON.stringify(e.data) + program.logs().slice(-3000))
    })
    for (const name of ['settings.json', 'database/pgdata/PG_VERSION'])
      expect(existsSync(join(dataFolder, name))).toBe(true)
    expect(existsSync(join(dataFolder, 'keys.json'))).toBe(true)
    expect(program.logs()).not.toMatch(
      /\[kith\] unexpected:(?! Error: A page sent something)|\[kith\] a failure was not handled/,
    )
    for (const secret of Object.values(host.secrets)) expect(program.logs()).not.toContain(secret)
  })
})
