// An MCP server is a stranger. Whatever it does, the answer goes on, and nothing hangs, crashes or gets in.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { McpServerDraft } from '../../../shared/contract/tools'
import { createFakeDatabase } from '../../store/testing/fake-database'
import { stdioServer, toolsFor } from '../testing/with-tools'
import { MOST_OFFERED } from './toolbox'

vi.setConfig({ testTimeout: 30_000 })

const signal = () => new AbortController().signal
const quick = { startWithin: 5_000, callWithin: 1_500, answerWaits: 5_000, useWithin: 3_000 }
let around: ReturnType<typeof toolsFor>
beforeEach(() => (around = toolsFor(createFakeDatabase().call, { times: quick })))
afterEach(() => around.tools.close())

/** Saves the server, lets "no persona" use it, and gathers the tools of a run. */
async function boxWith(...drafts: McpServerDraft[]) {
  for (const draft of drafts) {
    await around.tools.save(draft)
    await around.tools.setServerUse(null, draft.id, true)
  }
  return around.tools.forRun({ personaId: null, said: [], propose: null, signal: signal() })
}

async function writeWith(...behaviours: string[]): Promise<unknown> {
  const box = await boxWith(stdioServer(...behaviours))
  const tool = box.byName('Desk_write')
  if (!tool) throw new Error('there is no such tool')
  return box.use(tool, { note: 'milk' }, signal())
}

describe('a tool', () => {
  test('that works says what it says as a quotation', async () => {
    expect(await writeWith()).toMatch(/^Quoted text from .*Desk.*\n<quoted>\nNoted: milk\n<\/quoted>$/s)
  })

  test('with a huge result is cut, and says so', async () => {
    const result = String(await writeWith('huge'))
    expect(result.length).toBeLessThan(42_000)
    expect(result).toContain('[Cut here: 1,000,000 characters came')
  })

  test.each([
    ['never answers', 'never', 'It did not answer'],
    ['ends in the middle', 'crash', ''],
    ['streams without end', 'flood', ''],
    ['talks without end', 'chatter', ''],
    ['answers with something else', 'wrong-result', ''],
    ['fails', 'fails', 'There is no paper.'],
  ])('that %s is an error, and the next run can use the others', async (_, behaviour, words) => {
    await expect(writeWith(behaviour)).rejects.toThrow(words)
    const box = await around.tools.forRun({ personaId: null, said: [], propose: null, signal: signal() })
    const calculator = box.byName('calculator')
    expect(calculator && (await box.use(calculator, { expression: '6 * 7' }, signal()))).toEqual({ value: 42 })
  })

  test('that sends no JSON in between is heard all the same', async () => {
    expect(await writeWith('wrong-json')).toContain('after nonsense')
  })

  test('cannot close the quotation and speak as somebody else', async () => {
    const result = String(await writeWith('injects'))
    expect(result.match(/<\/quoted>/g)).toHaveLength(1)
    expect(result.endsWith('</quoted>')).toBe(true)
  })

  test('is left at once when nobody wants its answer any more', async () => {
    const box = await boxWith(stdioServer('never'))
    const tool = box.byName('Desk_write')
    if (!tool) throw new Error('there is no such tool')
    const stopping = new AbortController()
    const used = box.use(tool, { note: 'milk' }, stopping.signal)
    stopping.abort()
    await expect(used).rejects.toThrow('It was stopped.')
  })

  test('is not called with what does not fit', async () => {
    const box = await boxWith(stdioServer())
    const tool = box.byName('Desk_write')
    if (!tool) throw new Error('there is no such tool')
    await expect(box.use(tool, { note: 7, more: 1 }, signal())).rejects.toThrow('These arguments do not fit')
  })
})

describe('a server', () => {
  const names = async (...drafts: McpServerDraft[]) => (await boxWith(...drafts)).offered.map(({ name }) => name)

  test.each(['mute', 'wrong-list'])('that is %s brings no tools, and Kith’s own are there', async (behaviour) => {
    const offered = await names(stdioServer(behaviour))
    expect(offered).toContain('calculator')
    expect(offered.join()).not.toContain('Desk')
    expect(around.logged).toEqual(['the tools of a server could not be used: Desk'])
  })

  test('whose program is not there is said not to be usable', async () => {
    const draft = { ...stdioServer(), command: '/nowhere/at-all' }
    const reason = 'There is no program /nowhere/at-all here. Is it installed? Its full path may help.'
    await expect(around.tools.test(draft, undefined)).rejects.toMatchObject({ code: 'INVALID', data: { reason } })
    expect(await names(draft)).toContain('calculator')
  })

  test('with wrong schemas gives the tools that can be used, which take anything', async () => {
    const box = await boxWith(stdioServer('wrong-schema'))
    expect(box.offered.filter(({ server }) => server).map(({ name }) => name)).toEqual(['Desk_write', 'Desk_other'])
    expect(JSON.stringify(box.byName('Desk_write')?.inputSchema)).not.toMatch(/pattern|\$ref/)
  })

  test('that cannot be used is named to the answer, and the settings say why', async () => {
    const draft = { ...stdioServer(), command: '/nowhere/at-all' }
    expect((await boxWith(draft)).missing).toMatchObject([{ name: 'Desk' }])
    const { servers } = await around.tools.ofPersona(null, undefined)
    expect(servers).toMatchObject([{ isUsed: true, failure: expect.stringContaining('nowhere') }])
  })

  test('with a thousand tools offers as many as a model can choose from, and which not is said', async () => {
    expect(await names(stdioServer('thousand'))).toHaveLength(MOST_OFFERED)
    const { tools } = await around.tools.ofPersona(null, undefined)
    const leftOut = tools.filter(({ isLeftOut }) => isLeftOut)
    expect(leftOut).toHaveLength(tools.length - MOST_OFFERED)
    await around.tools.forRun({ personaId: null, said: [], propose: null, signal: signal() })
    expect(around.logged).toEqual([expect.stringMatching(/^a model is not offered all tools: 90\d are left out$/)])

    // Who forbids one makes room for another.
    await around.tools.setPermission(null, 'calculator', 'never')
    const after = await around.tools.ofPersona(null, undefined)
    expect(after.tools.filter(({ isLeftOut }) => isLeftOut)).toHaveLength(leftOut.length - 1)
    expect(await around.tools.test(stdioServer('thousand'), undefined)).toHaveLength(1_000)
  })

  test('with two tools of one name has one; with a name of Kith’s own or of another server, a name of its own', async () => {
    const offered = await names(stdioServer('twice', 'as-built-in'), stdioServer())
    expect(new Set(offered).size).toBe(offered.length)
    expect(offered.filter((name) => name === 'calculator')).toHaveLength(1)
    expect(offered).toEqual(expect.arrayContaining(['Desk_write', 'Desk_write_2', 'Desk_calculator']))
  })

  test('whose tool becomes another asks again', async () => {
    const draft = stdioServer('changes')
    await boxWith(draft)
    await vi.waitFor(async () => {
      const box = await around.tools.forRun({ personaId: null, said: [], propose: null, signal: signal() })
      expect(box.byName('Desk_write')?.description).toContain('Sends your note')
    })
    const before = { key: `${draft.id}/write`, fingerprint: 'of the one before' }
    await around.tools.allow(null, before, 'always')
    const box = await around.tools.forRun({ personaId: null, said: [], propose: null, signal: signal() })
    expect(box.asks('Desk_write')).not.toBeNull()
  })

  test('that ended is not started again and again, and is when its settings are saved', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kith-mcp-'))
    const draft = stdioServer('mute', `log=${join(folder, 'log')}`)
    const starts = async () => (await readFile(join(folder, 'log'), 'utf8')).match(/started/g)?.length
    around = toolsFor(createFakeDatabase().call, { times: { ...quick, startWithin: 300 } })
    for (const _ of [1, 2, 3])
      await names(draft).then(() => around.tools.forRun({ personaId: null, said: [], propose: null, signal: signal() }))
    const tries = await starts()
    await around.tools.forRun({ personaId: null, said: [], propose: null, signal: signal() })
    expect(await starts()).toBe(tries)
    await rm(folder, { recursive: true, force: true })
  })

  test('is told its secrets and little else, and they stand nowhere but in the vault', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kith-mcp-'))
    process.env['KITH_TEST_SECRET'] = 'of the whole computer'
    const draft = { ...stdioServer(`log=${join(folder, 'log')}`), secrets: [{ name: 'SECRET', value: 'hush-1234' }] }
    const box = await boxWith(draft)
    const tool = box.byName('Desk_secret')
    expect(tool && (await box.use(tool, {}, signal()))).toContain('The secret is hush-1234')
    const log = await readFile(join(folder, 'log'), 'utf8')
    expect(log).toContain('"SECRET"')
    expect(log).not.toContain('KITH_TEST_SECRET')
    expect(around.document()).not.toContain('hush-1234')
    expect(JSON.stringify(around.tools.list())).not.toContain('hush-1234')

    // Another program gets none of them.
    await around.tools.save({ ...draft, args: [...draft.args, 'twice'], secrets: [{ name: 'SECRET' }] })
    expect([...around.secrets.values()].join()).not.toContain('hush-1234')
    await around.tools.remove(draft.id)
    expect(around.secrets.size).toBe(0)
    await vi.waitFor(async () => expect(await readFile(join(folder, 'log'), 'utf8')).toContain('ended'))
    delete process.env['KITH_TEST_SECRET']
    await rm(folder, { recursive: true, force: true })
  })
})

describe('a server at an address', () => {
  async function listening(answer: RequestListener) {
    const server = createServer(answer)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`
    const draft: McpServerDraft = {
      id: crypto.randomUUID(),
      kind: 'http',
      name: 'Far',
      url,
      secrets: [{ name: 'x-key', value: 'hush-5678' }],
    }
    return { draft, close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))) }
  }

  test('is used with its headers', async () => {
    const seen: unknown[] = []
    const far = await listening((request, response) => {
      seen.push(request.headers['x-key'])
      let body = ''
      request.on('data', (chunk) => (body += String(chunk)))
      request.on('end', () => {
        if (request.method !== 'POST') return response.writeHead(405).end()
        const { id, method, params } = JSON.parse(body) as {
          id?: number
          method: string
          params: { protocolVersion: string }
        }
        if (id === undefined) return response.writeHead(202).end()
        const results: Record<string, unknown> = {
          initialize: {
            protocolVersion: params.protocolVersion,
            capabilities: { tools: {} },
            serverInfo: { name: 'far', version: '1' },
          },
          'tools/list': { tools: [{ name: 'weather', inputSchema: { type: 'object' } }] },
          'tools/call': { content: [{ type: 'text', text: 'Rain.' }] },
        }
        response.writeHead(200, { 'content-type': 'application/json' })
        return response.end(JSON.stringify({ jsonrpc: '2.0', id, result: results[method] }))
      })
    })
    const box = await boxWith(far.draft)
    const tool = box.byName('Far_weather')
    expect(tool && (await box.use(tool, {}, signal()))).toContain('Rain.')
    expect(new Set(seen)).toEqual(new Set(['hush-5678']))
    await far.close()
  })

  test('that is not there is said not to be', async () => {
    const far = await listening(() => {})
    await far.close()
    const reason = 'Nothing answers at this address. Is the server running?'
    await expect(around.tools.test(far.draft, undefined)).rejects.toMatchObject({ code: 'INVALID', data: { reason } })
  })

  test.each<[string, RequestListener]>([
    ['redirects', (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end()],
    [
      'sends without end',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        const send = () => {
          while (!response.destroyed && response.write('x'.repeat(100_000)));
        }
        response.on('drain', send)
        send()
      },
    ],
    ['is silent', () => {}],
    [
      'sends something else',
      (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hello</h1>'),
    ],
    ['refuses', (_, response) => response.writeHead(401).end()],
  ])('that %s is said not to be usable', async (_, answer) => {
    const far = await listening(answer)
    const failure: unknown = await around.tools.test(far.draft, undefined).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'INVALID' })
    expect(JSON.stringify(failure)).not.toContain('hush-5678')
    await far.close()
  })
})
