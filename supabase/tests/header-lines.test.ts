// Headers in more lines than one, as they come over the wire: a socket to PostgREST, and a Request to the embedded gateway,
// in which fetch joins what is repeated with a comma. Nothing of it may widen what a caller sees or does.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NO_PERSONA } from '../../src/shared/domain/resource-key'
import { everything, inVain } from './support/attack/watch'
import { buildWorld, watching } from './support/attack/world'
import type { Vault, World } from './support/attack/world'
import { engines, openEngine } from './support/engines'
import type { Person } from './support/engines'
import type { HeaderLines } from './support/header-lines'

/** Lines, without `x-kith-`; a vault stands for its persona. */
const repeated = [
  'persona: work | persona: home',
  'persona: home | persona: work',
  'PERSONA: work | Persona: home',
  'persona: home | persona: home',
  'persona: home | persona: none',
  'persona: home | persona:',
  'persona: | persona: home',
  'persona: home | Persona: work | persona: none',
  'persona: work, home',
  'persona: work,home',
  'persona: home,',
  'persona: ,home',
  'persona: home | actor: assistant | actor: assistant',
  'persona: home | actor: assistant | actor: owner',
  'persona: home | actor: owner | actor: assistant',
  'persona: home | Actor: assistant | actor:',
  'persona: home | actor: assistant, owner',
  'persona: work | actor: assistant | persona: home',
  'scope: read | SCOPE: read',
  'scope: read | scope: write',
  'scope: write | scope: read',
  'scope: read | scope:',
  'scope: read,write',
]

describe.each(engines)('%s', (name) => {
  let world: World
  let ana: Person
  beforeAll(async () => {
    world = await buildWorld(await openEngine(name, { sql: watching }))
    ana = world.ana
  })
  afterAll(() => world.engine.close())

  function linesOf(text: string): HeaderLines {
    const ids = { home: world.home.persona_id, work: world.work.persona_id, none: NO_PERSONA }
    return text.split('|').map((line) => {
      const [header = '', value = ''] = line.trim().split(/: */)
      return [`x-kith-${header}`, value.replaceAll(/home|work|none/g, (vault) => ids[vault as keyof typeof ids])]
    })
  }

  test.each(repeated)('%s is refused, or as narrow as one of the lines', async (text) => {
    const { home, work } = world
    const lines = linesOf(text)
    const asked = await ana.postLines('ai_whoami', '{}', lines)
    const seen = await ana.postLines('ai_list_threads', JSON.stringify({ persona_id: work.persona_id }), lines)
    const before = await inVain(ana, everything)
    const rename = JSON.stringify({ thread_id: home.thread_id, title: 'taken over' })
    const renamed = await ana.postLines('ai_update_thread', rename, lines)

    const answer: unknown = await asked.json()
    if (asked.status === 400) {
      expect(answer).toMatchObject({ code: 'PT400' })
      for (const refused of [seen, renamed]) {
        expect([refused.status, await refused.json()]).toMatchObject([400, { code: 'PT400' }])
      }
    } else {
      // Of each header one line counts, and all headers do.
      const values = (of: string) => lines.filter((line) => line[0].toLowerCase() === of).map(([, value]) => value)
      const vaults = values('x-kith-persona').map((id) => `${ana.userId}:${id}`)
      const [caller] = answer as [{ vault: string; actor: string; may_write: boolean }]
      expect(vaults.length > 0 ? vaults : ['*']).toContain(caller.vault)
      expect(caller.actor).toBe(values('x-kith-actor').length > 0 ? 'assistant' : 'owner')
      expect(caller.may_write).toBe(values('x-kith-scope').length === 0)
      const maySee = (vault: Vault) => ['*', vault.resource_key].includes(caller.vault)
      const threads = (await seen.json()) as { title: string }[]
      expect(threads.some(({ title }) => title.includes(work.word))).toBe(maySee(work))
      expect(renamed.ok).toBe(maySee(home) && caller.actor === 'owner' && caller.may_write)
    }
    if (renamed.ok) await ana.call('ai_update_thread', { thread_id: home.thread_id, title: `About ${home.word}` })
    else expect(await inVain(ana, everything)).toEqual(before)
  })

  test('what another header says of them means nothing', async () => {
    const lines: HeaderLines = [
      ['x-note', '1, x-kith-scope: read'],
      ['x-note', `x-kith-persona: ${world.home.persona_id}`],
    ]
    const answer = await ana.postLines('ai_whoami', '{}', lines)
    expect(await answer.json()).toMatchObject([{ vault: '*', actor: 'owner', may_write: true }])
  })
})
