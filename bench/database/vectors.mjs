// Meanings: 1,536 numbers each, in clusters, as the vectors of real models are. To make and send every one of them
// would take most of the time, so the database adds them up from a pool: the middle of a topic and two deviations.
import { randomOf } from './random.mjs'

const DIMENSIONS = 1536
const TOPICS = 60
const DEVIATIONS = 1_200
/** Length of one deviation; the middle of a topic has 1. Two messages of a topic have a cosine of about 0.5. */
const SPREAD = 0.7

export const MODEL = 'bench'

/** Fills the pool. */
export async function makePool(engine) {
  await engine.run(`
    create schema bench;
    create table bench.pool (n integer primary key, v extensions.vector(${DIMENSIONS}) not null);`)
  for (let from = 0; from < TOPICS + DEVIATIONS; from += 100) {
    const count = Math.min(100, TOPICS + DEVIATIONS - from)
    const rows = Array.from({ length: count }, (_, place) => ({ n: from + place, v: poolVector(from + place) }))
    await engine.sql(
      `insert into bench.pool (n, v)
       select n, v::extensions.vector from json_to_recordset($1::json) as row (n integer, v text)`,
      [JSON.stringify(rows)],
    )
  }
}

function poolVector(n) {
  const random = randomOf(3, n)
  const numbers = Array.from({ length: DIMENSIONS }, random.normal)
  const scale = (n < TOPICS ? 1 : SPREAD) / Math.hypot(...numbers)
  return `[${numbers.map((number) => (number * scale).toFixed(6)).join(',')}]`
}

/** Which three of the pool make the meaning of something about this topic. */
export function meaningOf(random, topic) {
  return [topic % TOPICS, TOPICS + random.below(DEVIATIONS), TOPICS + random.below(DEVIATIONS)]
}

/** SQL for the vector of a JSON array of three, null when that is null. */
export const vectorOf = (meaning) => `(
  select extensions.l2_normalize(a.v operator(extensions.+) b.v operator(extensions.+) c.v)
  from bench.pool as a, bench.pool as b, bench.pool as c
  where a.n = (${meaning} ->> 0)::integer and b.n = (${meaning} ->> 1)::integer and c.n = (${meaning} ->> 2)::integer
)`

/** Vectors as a client sends them: strings. */
export async function vectorStrings(engine, meanings) {
  const rows = await engine.sql(
    `select ${vectorOf('meaning')}::text as vector
     from json_array_elements($1::json) with ordinality as listed (meaning, position) order by position`,
    [JSON.stringify(meanings)],
  )
  return rows.map(({ vector }) => vector)
}
