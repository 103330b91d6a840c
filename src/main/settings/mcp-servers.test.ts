// Secrets of MCP servers: in the vault and nowhere else, and for nobody but whom they were entered for.
import { beforeEach, describe, expect, test } from 'vitest'
import type { McpServerDraft } from '../../shared/contract/tools'
import { openMcpServers } from './mcp-servers'
import type { McpServers } from './mcp-servers'

const id = '00000000-0000-4000-8000-000000000001'
let document: object
let values: Map<string, string>
let isFull: boolean
let servers: McpServers

beforeEach(() => {
  document = {}
  values = new Map()
  isFull = false
  servers = openMcpServers({
    vault: {
      kind: 'file',
      location: 'the vault',
      get: async (name) => values.get(name) ?? null,
      set: async (name, value) => void values.set(name, value),
      delete: async (name) => void values.delete(name),
    },
    document: () => document,
    change: (work) =>
      work(async (fields) => {
        if (isFull) throw new Error('no room')
        document = { ...document, ...fields }
      }),
  })
})

function far(url: string, ...secrets: McpServerDraft['secrets']): McpServerDraft {
  return { id, kind: 'http', name: 'Far', url, secrets }
}

const headers = async () => {
  const access = await servers.access(id)
  return access.kind === 'http' ? access.headers : null
}

describe('a secret', () => {
  test('is given to the server, and stands in no view and no file', async () => {
    await servers.save(far('https://far.example/mcp', { name: 'x-key', value: 'hush' }))
    expect(await headers()).toEqual({ 'x-key': 'hush' })
    expect(servers.list()).toMatchObject([{ name: 'Far', secretNames: ['x-key'] }])
    expect(JSON.stringify([servers.list(), document])).not.toContain('hush')
  })

  test('stays when it is not typed anew, and goes when its name does', async () => {
    await servers.save(
      far('https://far.example/mcp', { name: 'x-key', value: 'hush' }, { name: 'x-other', value: 'too' }),
    )
    await servers.save(far('https://far.example/v2', { name: 'x-key' }))
    expect(await headers()).toEqual({ 'x-key': 'hush' })
    await servers.save(far('https://far.example/v2'))
    expect(values.size).toBe(0)
  })

  test('does not follow to another origin, however the change came about', async () => {
    await servers.save(far('https://far.example/mcp', { name: 'x-key', value: 'hush' }))
    const moved = far('https://elsewhere.example/mcp', { name: 'x-key' })
    expect(await servers.draftAccess(moved)).toMatchObject({ headers: {} })
    document = JSON.parse(JSON.stringify(document).replace('far.example', 'elsewhere.example')) as object
    expect(await headers()).toEqual({})
  })

  test('is what it was when the settings cannot be written', async () => {
    await servers.save(far('https://far.example/mcp', { name: 'x-key', value: 'hush' }))
    isFull = true
    await expect(servers.save(far('https://far.example/mcp', { name: 'x-key', value: 'new' }))).rejects.toThrow(
      'no room',
    )
    expect(await headers()).toEqual({ 'x-key': 'hush' })
    await expect(servers.remove(id)).rejects.toThrow('no room')
    expect(await headers()).toEqual({ 'x-key': 'hush' })
  })

  test('goes with its server', async () => {
    await servers.save(far('https://far.example/mcp', { name: 'x-key', value: 'hush' }))
    await servers.remove(id)
    expect([values.size, servers.list()]).toEqual([0, []])
    await expect(servers.access(id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
