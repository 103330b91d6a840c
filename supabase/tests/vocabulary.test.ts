// Words of one owner are found without reading all of them, however many others there are: a plan that is made once for
// everybody must suit the busiest, too.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines, openEngine } from './support/engines'
import type { Engine } from './support/engines'

const OWNERS = 5_000
const WORDS = 5_000
/** After five, PostgreSQL makes a plan without knowing who asks. */
const CALLS = 12

describe.each(engines)('the vocabulary on %s', (name) => {
  let engine: Engine
  let owner: string
  beforeAll(async () => {
    engine = await openEngine(name)
    owner = (await engine.signIn('Busiest')).userId
    await engine.run(`
      insert into auth.users (id, email)
      select gen_random_uuid(), n || '@example.com' from generate_series(1, ${OWNERS}) as n;
      insert into kith.words (user_id, word) select id, 'rareword' from auth.users where id <> '${owner}';
      insert into kith.words (user_id, word) select '${owner}', 'word' || n from generate_series(1, ${WORDS}) as n;
      analyze kith.words`)
  })
  afterAll(() => engine.close())

  const rowsRead = async () => {
    const [row] = await engine.sql<{ read: number }>(`
      select (select sum(idx_tup_read) from pg_stat_user_indexes where relname = 'words')::int
        + (select seq_tup_read from pg_stat_user_tables where relname = 'words')::int as read`)
    return row?.read ?? 0
  }

  const looks = async () => {
    const [row] = await engine.sql<{ looks: number }>(
      `select sum(idx_scan)::int as looks from pg_stat_user_indexes where relname = 'words'`,
    )
    return row?.looks ?? 0
  }

  /** The same statement again and again in one session. @returns rows of the vocabulary it reads in all */
  async function reading(statement: string): Promise<number> {
    const before = await rowsRead()
    await engine.run(Array.from({ length: CALLS }, () => `${statement};`).join('\n'))
    await engine.run('select pg_stat_force_next_flush()')
    await expect.poll(rowsRead, { timeout: 10_000 }).toBeGreaterThan(before)
    return (await rowsRead()) - before
  }

  test('is asked for the words of a message and for no others', async () => {
    const words = Array.from({ length: 50 }, (_, n) => `word${n + 1}:${n + 1}`).join(' ')
    expect(await reading(`select kith.add_words('${owner}', array['${words}'::tsvector])`)).toBeLessThan(CALLS * 200)
  })

  test('is asked for what a mistyped word may have been, and for no others', async () => {
    const claims = JSON.stringify({ sub: owner, role: 'authenticated' })
    const read = await reading(
      `select set_config('request.jwt.claims', '${claims}', false); select kith.similar_words('wodr4711')`,
    )
    expect(read).toBeLessThan(CALLS * 200)
    const found = await engine.run(
      `select set_config('request.jwt.claims', '${claims}', false); select word from kith.similar_words('wodr4711')`,
    )
    expect(found.at(-1)).toContainEqual({ word: 'word4711' })
  })

  test('is looked at once when everything goes, and not for each message', async () => {
    const person = await engine.signIn('Somebody who goes')
    const threadId = crypto.randomUUID()
    await person.call('ai_save_thread', { thread_id: threadId })
    const messages = Array.from({ length: 200 }, (_, n) => ({
      message_id: crypto.randomUUID(),
      thread_id: threadId,
      role: 'user',
      content: { format: 2, parts: [{ type: 'text', text: `number ${n}` }] },
    }))
    await person.call('ai_save_messages', { messages })
    await engine.run('select pg_stat_force_next_flush()')
    const before = await looks()
    await engine.run(`
      begin;
      delete from kith.words where user_id = '${person.userId}';
      delete from public.ai_messages where user_id = '${person.userId}';
      commit;
      select pg_stat_force_next_flush()`)
    await expect.poll(looks, { timeout: 10_000 }).toBeGreaterThan(before)
    expect((await looks()) - before).toBeLessThan(100)
  })
})
