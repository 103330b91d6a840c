// Forgetting by a search takes what has the words as they are typed, wherever and however, and nothing else.
import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines, openEngine } from './support/engines'
import type { Engine, Person } from './support/engines'
import { makeHome, places } from './support/forget-places'
import { newWord } from './support/forget-world'
import { everythingOf, tracesOf } from './support/traces'

describe.each(engines)('on %s', (name) => {
  let engine: Engine
  let ben: Person
  beforeAll(async () => {
    engine = await openEngine(name)
    ben = await engine.signIn('Ben')
    const home = await makeHome(ben)
    await ben.transaction(async (sql) => {
      for (const put of Object.values(places).slice(0, 5)) await put(sql, home, newWord())
    })
  })
  afterAll(() => engine.close())

  test.each(Object.keys(places))('a word is forgotten that stands in this place alone: %s', async (place) => {
    const home = await makeHome(await engine.signIn(randomUUID()))
    const { person } = home
    const [word, other] = [newWord(), newWord()]
    const before = await everythingOf(engine, person)
    await person.transaction(async (sql) => places[place]?.(sql, home, word))
    const [nothing] = await person.call('ai_forget_preview', { query: other })
    expect(nothing).toMatchObject({ counts: [], notes: [], titles: [], redacted_receipt_count: 0 })

    const others = await everythingOf(engine, ben)
    const [radius] = await person.call('ai_forget_preview', { query: `the ${word}` })
    const proof = await person.call('ai_forget', { token: radius?.token ?? '' })
    expect(proof.filter(({ found }) => found !== 0)).toEqual([])
    expect(await tracesOf(engine, word)).toEqual([])
    expect(await everythingOf(engine, ben)).toEqual(others)
    // Nothing of what was there before is gone.
    const kept = (await everythingOf(engine, person)).map(({ place: table }) => table)
    const tables = before
      .map((row) => row['place'])
      .filter((table) => /ai_(threads|messages|personas)$/.test(String(table)))
    expect(kept).toEqual(expect.arrayContaining(tables))
    expect(kept.filter((table) => table === 'ai_messages')).toHaveLength(2)
  })

  test('the index, with what it does not know whole, finds whatever reading everything finds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(bit, { minLength: 1, maxLength: 6 }), { minLength: 30, maxLength: 60 }),
        async (texts) => {
          const { person, otherThreadId } = await makeHome(await engine.signIn(randomUUID()))
          const claims = JSON.stringify({ sub: person.userId, role: 'authenticated' })
          const rows = texts.map((bits) => ({ content: { format: 2, parts: [{ type: 'text', text: bits.join('') }] } }))
          await person.sql(
            `insert into public.ai_messages (thread_id, role, content)
           select $1, 'user', content from jsonb_to_recordset($2::jsonb) as message (content jsonb)`,
            [otherThreadId, JSON.stringify(rows)],
          )
          const differences = await engine.run(`
          begin;
          select set_config('request.jwt.claims', '${claims}', true);
          select word, by_index, by_reading
          from (
            select distinct unnest(kith.typed_words(kith.message_text(content))) as word
            from public.ai_messages where user_id = '${person.userId}'
          ) as said
          cross join lateral (select kith.want_words(array[word], true, 'english') as wanted offset 0) as sought
          cross join lateral (
            select
              (kith.find_messages_having(kith.empty_plan(), wanted)).messages as by_index,
              (kith.find_messages_having(kith.empty_plan(), jsonb_populate_record(wanted, '{"query": null}'))).messages as by_reading
            offset 0
          ) as found
          where by_index <> by_reading or by_reading = '{}';
          rollback;
        `)
          expect(differences.flat().filter((row) => 'word' in row)).toEqual([])
        },
      ),
      { numRuns: 4 },
    )
  })
})

/** What texts are made of, and what the parser behind the index makes of it by ways of its own. */
const bit = fc.constantFrom(
  ...`karla Boat x 7 42 a1 1e5 12abc ä Ünder ß é Москва ё ΣΟΦΟΣ हिन्दी தமிழ் العربية كَتَبَ שָׁלוֹם ქართული`.split(' '),
  ...'漢 字 漢字カナ ー ｶﾞ 하늘 ที่ ้ 々 𠮷 〆 Ａ ﬁ ² ½ Ⅳ ™ µ www com .de http '.split(' '),
  ...'. , ; : ! ? \' " ( ) [ ] { } | * ` ^ $ % & < > / \\ _ - + = @ # ~ <! -- &amp; :: :// 。 ， ・ ’ — … € 🎉 ❤️'.split(
    ' ',
  ),
  ' ',
  '\n',
  '\u00A0',
  '\u00AD',
  '\u200B',
  '\u200D',
  '\u200E',
  'e\u0301',
  'q\u0301',
)
