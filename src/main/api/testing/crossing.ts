// For tests and the benchmark: callers whose every word names them, and calls at random. Whatever an answer says must name
// nobody else.
import type { ApiUnderTest } from './api-under-test'
import { makeKey, makePersona } from './keys'

export interface TestCaller {
  name: string
  token: string
  /** Words that stand in whatever is theirs to see. */
  marks: string[]
  personaId: string | null
  /** A thread of theirs. */
  threads: string[]
}

/** The owner, another account, and two keys of the owner's for one persona each. */
export async function callers(kith: ApiUnderTest): Promise<TestCaller[]> {
  const [alpha, beta] = [await makePersona(kith, 'Alpha'), await makePersona(kith, 'Beta')]
  const guest = await kith.signUp()
  const one = await makeKey(kith, { name: 'alpha', personas: { kind: 'one', personaId: alpha } })
  const two = await makeKey(kith, { name: 'beta', personas: { kind: 'one', personaId: beta } })
  return [
    // The owner sees what the keys write: it is the owner's.
    {
      name: 'mark-owner',
      token: kith.owner.token,
      marks: ['mark-owner', 'mark-alpha', 'mark-beta'],
      personaId: null,
      threads: [],
    },
    { name: 'mark-guest', token: guest.token, marks: ['mark-guest'], personaId: null, threads: [] },
    { name: 'mark-alpha', token: one.secret, marks: ['mark-alpha'], personaId: alpha, threads: [] },
    { name: 'mark-beta', token: two.secret, marks: ['mark-beta'], personaId: beta, threads: [] },
  ]
}

interface Wish {
  calls: number
  atOnce: number
  seed: number
}

export interface Crossing {
  calls: number
  /** How many answers said something, by caller. */
  seen: Map<string, number>
  /** What somebody saw and should not have. */
  crossed: string[]
}

export async function callAtRandom(
  kith: ApiUnderTest,
  all: TestCaller[],
  { calls, atOnce, seed }: Wish,
): Promise<Crossing> {
  const random = randomFrom(seed)
  const crossing: Crossing = { calls: 0, seen: new Map(), crossed: [] }
  const pick = <T>(some: readonly T[]) => some[Math.floor(random() * some.length)] as T
  let left = calls

  async function work(): Promise<void> {
    while (left > 0) {
      left -= 1
      const caller = pick(all)
      const [path, body] = requestOf(caller, pick(all), pick, random)
      const answer = await kith.ask(path, { token: caller.token, ...(body && { body }) })
      const text = await answer.text()
      crossing.calls += 1
      if (answer.status >= 500) crossing.crossed.push(`${caller.name} ${path}: ${answer.status} ${text}`)
      const found = text.match(/mark-\w+/g) ?? []
      const foreign = found.filter((mark) => !caller.marks.includes(mark))
      if (foreign.length > 0 && answer.ok) crossing.crossed.push(`${caller.name} ${path}: ${foreign.join(', ')}`)
      if (found.length > 0) crossing.seen.set(caller.name, (crossing.seen.get(caller.name) ?? 0) + 1)
      if (path === '/api/threads' && answer.status === 201) caller.threads.push((JSON.parse(text) as { id: string }).id)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return crossing
}

type Pick = <T>(some: readonly T[]) => T

/** `other` is whose thread or persona is tried: perhaps the caller's own. */
function requestOf(
  { name, personaId, threads }: TestCaller,
  other: TestCaller,
  pick: Pick,
  random: () => number,
): [path: string, body?: object] {
  const dice = random()
  // What the owner writes into the vault of a key is that key's to see.
  const writer = name === 'mark-owner' && other.personaId !== null ? other.name : name
  if (dice < 0.06) return ['/api/threads', { personaId, title: `Thread of ${name}` }]
  if (dice < 0.14) return ['/api/memories', { personaId, content: `Memory ${Math.floor(random() * 1e6)} of ${name}` }]
  if (dice < 0.2 && other.threads.length > 0) return [`/api/threads/${pick(other.threads)}/messages`]
  if (dice < 0.24) return ['/api/memories', { personaId: other.personaId, content: `Memory of ${writer} for another` }]
  if (dice < 0.28 && other.threads.length > 0)
    return ['/api/threads', { threadId: pick(other.threads), personaId: other.personaId, title: `Taken by ${writer}` }]
  if (dice < 0.4) return [`/api/memories?limit=10&personaId=${other.personaId ?? 'none'}`]
  if (dice < 0.55) return ['/api/memories?limit=10']
  if (dice < 0.6) return [`/api/search?q=${other.name}&limit=10`]
  if (dice < 0.85) return ['/api/threads?limit=10']
  return threads.length > 0 ? [`/api/threads/${pick(threads)}/messages?limit=10`] : ['/api/threads?limit=10']
}

/** The same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
