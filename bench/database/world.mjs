// One person with many messages among twenty others, ready to be asked about; and the asking.
import { cases } from './cases.mjs'
import { peerTable } from './cases-save.mjs'
import { personOf } from './conversations.mjs'
import { saveMemories, saveMessages, savePeople } from './load.mjs'
import { measure } from './measure.mjs'
import { randomOf } from './random.mjs'
import { topicOf } from './texts.mjs'
import { makePool, meaningOf, vectorStrings } from './vectors.mjs'

const OTHERS = 20
/** What each of the others has written, for every message of the one. */
const SHARE_OF_OTHERS = 0.015

/** @returns {Promise<import('./cases.mjs').World>} */
export async function fill(engine, { messages }) {
  const people = Array.from({ length: 1 + OTHERS }, (_, number) => personOf(number))
  const total = Math.round(messages * (1 + OTHERS * SHARE_OF_OTHERS))
  await prepare(engine, people)
  await saveMessages(engine, {
    whose: (index) => people[writerOf(index)],
    total,
    to: total,
    hasVectors: () => true,
    progress: (done) => tidy(engine, done),
  })
  await saveMemories(engine, people[0], messages / 20)
  for (const other of people.slice(1)) await saveMemories(engine, other, Math.ceil(messages / 1_000))
  await engine.sql(
    `update public.ai_threads set last_read_seq = last_message_seq where hashtext(thread_id::text) % 20 <> 0`,
  )
  await settle(engine)
  return worldOf(engine, people[0], true)
}

// Of 1 + 20 x 0.015 = 1.3 messages, 1 is of the first person.
const writerOf = (index) => {
  const random = randomOf(5, index)
  return random.happens(1 / (1 + OTHERS * SHARE_OF_OTHERS)) ? 0 : 1 + random.below(OTHERS)
}

/** What has to be there before the first message. */
export async function prepare(engine, people) {
  await makePool(engine)
  await engine.run(peerTable)
  await savePeople(engine, people)
}

// The embedded database checkpoints every minute and renews its statistics, a server does so by itself.
async function tidy(engine, done) {
  if (done % 5_000 === 0) await engine.run(engine.name === 'pglite' ? 'analyze; checkpoint' : 'analyze')
}

/** As it is after a while: a server vacuums by itself, and Kith its embedded database when nobody is waiting. */
export async function settle(engine) {
  await engine.run('vacuum analyze')
  await engine.run('checkpoint')
  await engine.reopen?.()
}

/** The view of one person. */
export async function worldOf(engine, person, hasVectors) {
  const threads = await engine.sql(
    `select thread_id, persona_id, message_count from public.ai_threads where user_id = $1
     order by message_count desc, thread_id`,
    [person.userId],
  )
  const random = randomOf(6)
  const meanings = Array.from({ length: 60 }, () => meaningOf(random, topicOf(random)))
  return { engine, person, threads, vectors: hasVectors ? await vectorStrings(engine, meanings) : null }
}

/** Measures every case whose name has `only` in it. */
export async function measureAll(world, { calls, only, hasPeers = true }) {
  const rows = []
  for (const [place, { name, aim, needsVectors, fillsItself, input, call, peer }] of cases.entries()) {
    if (!name.includes(only) || (needsVectors && !world.vectors) || (fillsItself && !hasPeers)) continue
    const { engine, person } = world
    const [verb, argumentsOf] = call
    const prepared = async (index) => {
      const asked = await input(world, randomOf(8, place, index))
      return {
        call: () => engine.call(person.userId, verb, argumentsOf(asked)),
        peer: hasPeers && peer && (() => engine.sql(...peer(asked, world))),
      }
    }
    rows.push({ name, aim: aim?.[engine.name] ?? null, ...(await measure(prepared, calls, engine.cpu)) })
  }
  return rows
}

/** Sizes of the tables that grow with what is said, biggest first, in bytes. */
export async function readSizes(engine) {
  return engine.sql(
    `select relname as name, greatest(reltuples, 0)::float8 as rows,
       pg_relation_size(class.oid)::float8 as "table",
       coalesce(pg_total_relation_size(nullif(reltoastrelid, 0)), 0)::float8 as toast,
       pg_indexes_size(class.oid)::float8 as indexes
     from pg_class as class join pg_namespace as namespace on namespace.oid = relnamespace
     where relkind = 'r' and nspname in ('public', 'kith') and reltuples > 0
     order by pg_total_relation_size(class.oid) desc`,
  )
}
